import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  addCosignatures,
  consistencyProof,
  cosign,
  decideAddCheckpoint,
  emptyRoot,
  formatAddCheckpoint,
  generateKey,
  LogError,
  openCheckpoint,
  parseAddCheckpoint,
  type Seen,
  type SignerKey,
  signCheckpoint,
} from './index.ts'
import { makeLog, type SignedLog } from './testing/signed-log.ts'

let log: SignedLog
let witness: SignerKey
beforeAll(async () => {
  log = await makeLog(40)
  witness = await generateKey('witness.example/w1', 4)
})

/** What a witness that saw `seen` entries answers to the log's request from `old` to `size`. */
async function ask(
  seen: number,
  {
    old = seen,
    size = 40,
    proof,
    note,
  }: { old?: number; size?: number; proof?: Uint8Array[]; note?: string },
) {
  const body = formatAddCheckpoint({
    old,
    proof: proof ?? (old > 0 && old <= size ? await consistencyProof(old, size, log.readNodes) : []),
    checkpoint: note ?? (await log.note(size)),
  })
  return decideAddCheckpoint(body, [log.key], async () => (seen === 0 ? undefined : log.at(seen)))
}

describe('a witness', () => {
  test('cosigns every tree that grew out of the one it saw', async () => {
    for (let seen = 0; seen <= 40; seen++) expect(await ask(seen, {})).toMatchObject({ status: 200 })
    expect(await ask(0, { size: 0 })).toMatchObject({ status: 200 })
  })

  test('says what it saw when the log is wrong about that', async () => {
    expect(await ask(20, { old: 19 })).toEqual({ status: 409, size: 20 })
    expect(await ask(20, { old: 0 })).toEqual({ status: 409, size: 20 })
    expect(await ask(20, { old: 10, size: 15 })).toEqual({ status: 409, size: 20 })
  })

  test('refuses a request for less than it is from', async () => {
    expect(await ask(20, { size: 19 })).toEqual({ status: 400 })
  })

  test('refuses a tree that is not proved to have grown out of the one it saw', async () => {
    const proof = await consistencyProof(19, 40, log.readNodes)
    expect(await ask(20, { proof })).toEqual({ status: 422 })
    expect(await ask(20, { proof: [] })).toEqual({ status: 422 })
    expect(await ask(0, { proof: [emptyRoot()] })).toEqual({ status: 422 })
    expect(await ask(40, { proof: [emptyRoot()] })).toEqual({ status: 422 })
  })

  test('refuses another tree of the size it saw', async () => {
    const forged = await signCheckpoint({ ...(await log.at(20)), root: emptyRoot() }, log.key)
    expect(await ask(20, { size: 20, note: forged })).toEqual({ status: 409, size: 20 })
    const empty = await signCheckpoint({ ...(await log.at(0)), root: (await log.at(1)).root }, log.key)
    expect(await ask(0, { note: empty })).toEqual({ status: 409, size: 0 })
  })

  test('knows no other log, and not this one under another key', async () => {
    const other = await makeLog(40, 'other.example/log')
    expect(await ask(0, { note: await other.note(40) })).toEqual({ status: 404 })
    const thief = await makeLog(40, log.key.name)
    expect(await ask(0, { note: await thief.note(40) })).toEqual({ status: 403 })
    const note = await log.note(40)
    expect(await ask(0, { note: note.replace('\n40\n', '\n41\n') })).toEqual({ status: 403 })
  })

  test.each(['', 'old 1', 'old 01\n\n', 'old -1\n\n', 'new 0\n\n', 'old 0\nAAAA\n\n', 'old 0\n\nnote'])(
    'refuses the malformed body %j',
    async (body) => {
      const note = await log.note(40)
      const text = body.endsWith('\n\n') ? body + note : body
      expect(await decideAddCheckpoint(text, [log.key], async () => undefined)).toEqual({ status: 400 })
    },
  )

  test('refuses a proof of more lines than any tree has', async () => {
    const proof = Array.from({ length: 64 }, emptyRoot)
    expect(await ask(20, { proof })).toEqual({ status: 400 })
    expect(await ask(20, { proof: proof.slice(1) })).toEqual({ status: 422 })
  })

  test('does not take its own failure for the fault of the log', async () => {
    const findSeen = async (): Promise<Seen> => {
      throw new Error('disk')
    }
    const body = formatAddCheckpoint({ old: 0, proof: [], checkpoint: await log.note(40) })
    await expect(decideAddCheckpoint(body, [log.key], findSeen)).rejects.toThrow('disk')
  })
})

describe('a request to a witness', () => {
  test('comes back from its text as it went in', async () => {
    const checkpoint = await log.note(40)
    const proof = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 })
    fc.assert(
      fc.property(fc.maxSafeNat(), proof, (old, hashes) => {
        const request = { old, proof: hashes, checkpoint }
        expect(parseAddCheckpoint(formatAddCheckpoint(request))).toEqual(request)
      }),
    )
  })
})

describe('a cosignature', () => {
  test('is added once to the note of the log, and then counts', async () => {
    const note = await log.note(40)
    const opened = await openCheckpoint(note, [log.key])
    const stranger = await generateKey('stranger', 4)
    const answer = (await cosign(witness, opened, 77)) + (await cosign(stranger, opened, 78))
    const cosigned = await addCosignatures(note, answer, [witness])
    expect(await openCheckpoint(cosigned, [log.key], [witness])).toMatchObject({
      cosignatures: [{ timeSeconds: 77 }],
    })
    expect(cosigned).not.toContain('stranger')
    expect(await addCosignatures(cosigned, answer, [witness])).toBe(cosigned)
  })

  test('over another checkpoint, of a stranger, or of nobody is not added', async () => {
    const note = await log.note(40)
    const older = await openCheckpoint(await log.note(39), [log.key])
    const add = (answer: string) => addCosignatures(note, answer, [witness])
    await expect(add(await cosign(witness, older, 77))).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' })
    const stranger = await generateKey('stranger', 4)
    await expect(add(await cosign(stranger, older, 77))).rejects.toMatchObject({ code: 'UNSIGNED' })
    await expect(add('')).rejects.toThrow(LogError)
    await expect(add('<html>')).rejects.toThrow(LogError)
  })
})
