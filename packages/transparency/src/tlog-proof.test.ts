import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  formatPolicy,
  formatTlogProof,
  inclusionProof,
  LogError,
  leafHash,
  type Policy,
  parsePolicy,
  parseTlogProof,
  verifyTlogProof,
} from './index.ts'
import { makeLog, type SignedLog } from './testing/signed-log.ts'

const size = 21
const index = 13
const entry = new Uint8Array(Buffer.from(`${index}`))
let log: SignedLog
let policy: Policy
let text: string
beforeAll(async () => {
  log = await makeLog(size)
  policy = parsePolicy(formatPolicy({ logs: [{ key: log.key }], witnesses: [], threshold: 0 }))
  const proof = await inclusionProof(index, size, log.readNodes)
  text = formatTlogProof({ extra: entry, index, proof, checkpoint: await log.note(size) })
})

/** What a person's program does with the file: the entry is what it carries. */
const check = async (file: string) => {
  const proof = parseTlogProof(file)
  return verifyTlogProof(proof, leafHash(proof.extra ?? new Uint8Array()), policy)
}

describe('a receipt', () => {
  test('has the form that C2SP gives it', () => {
    expect(text.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra MTM=', 'index 13'])
    expect(text).toMatch(/^([A-Za-z0-9+/]{43}=\n){5}\nfarm\.example\/log\n21\n/m)
  })

  test('proves its entry without a network', async () => {
    expect(await check(text)).toMatchObject({ origin: 'farm.example/log', size })
  })

  test('proves the only entry of a log by no hash at all', async () => {
    const one = await makeLog(1)
    const of = parsePolicy(formatPolicy({ logs: [{ key: one.key }], witnesses: [], threshold: 0 }))
    const file = formatTlogProof({ index: 0, proof: [], checkpoint: await one.note(1) })
    expect(parseTlogProof(file)).toEqual({ index: 0, proof: [], checkpoint: await one.note(1) })
    await verifyTlogProof(parseTlogProof(file), one.leaves[0] ?? entry, of)
  })

  test('proves nothing with any byte of it changed', async () => {
    const bytes = Buffer.from(text)
    const accepted: number[] = []
    for (let at = 0; at < bytes.length; at++) {
      const forged = Buffer.from(bytes)
      forged[at] = (forged[at] ?? 0) ^ 1
      const wrong = await check(forged.toString()).then(
        () => true,
        (error) => !(error instanceof LogError),
      )
      if (wrong) accepted.push(at)
    }
    expect(accepted).toEqual([])
  })

  test('comes back from its text as it went in', async () => {
    const checkpoint = await log.note(size)
    const proof = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 })
    fc.assert(
      fc.property(fc.maxSafeNat(), proof, fc.uint8Array(), (at, hashes, extra) => {
        const receipt = { extra, index: at, proof: hashes, checkpoint }
        expect(parseTlogProof(formatTlogProof(receipt))).toEqual(receipt)
      }),
    )
  })

  test.each([
    '',
    'c2sp.org/tlog-proof@v1',
    'c2sp.org/tlog-proof@v2\nindex 0\n\n',
    'c2sp.org/tlog-proof@v1\n\n',
  ])('that is %j is malformed', (file) => {
    expect(() => parseTlogProof(file)).toThrow(LogError)
  })

  test.each(['index 013', 'index', 'index -1', 'Index 13', 'index 13\nAAAA', 'index 13\nextra MTM='])(
    'whose index is %j is malformed',
    (line) => {
      expect(() => parseTlogProof(text.replace('index 13', line))).toThrow(LogError)
    },
  )
})
