import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  canonicalBytes,
  type DeviceKey,
  deviceKeysOf,
  LogError,
  leafHash,
  openEntry,
  signEvent,
  toBase64Url,
  verifyChain,
} from './index.ts'

const organizationId = 'org'
const keyId = 'phone'
const recordedAt = '2026-11-20T08:00:00.000Z'
const types = new Set(['harvest', 'inspection', 'product_version', 'device_key_version'])

let phone: CryptoKeyPair
let key: DeviceKey
let chain: Uint8Array[]

/** The entry of an event of batch `a`, as the server writes it after the entry `prev`. */
async function entryOf(sequence: number, prev: Uint8Array | undefined, more: object = {}) {
  const item = { batchId: 'a', role: 'about', quantity: { amount: `${sequence}`, unit: 'KGM' } }
  const recorded = { v: 1, id: `e${sequence}`, type: 'harvest', organizationId, batches: [item], ...more }
  const signed = await signEvent(phone.privateKey, { ...recorded, device: { keyId, sequence } })
  const link = { sequence, prev: prev ? toBase64Url(leafHash(prev)) : null }
  const batches = signed.batches.map((batch) => ({ ...batch, ...link }))
  return canonicalBytes({ ...signed, batches, recordedAt, marks: ['LATE_ENTRY'] })
}

interface Body {
  readonly batches: readonly object[]
  readonly device?: object
}

/** The entry with something of it changed. */
const edit = (bytes: Uint8Array | undefined, change: (body: Body) => object) =>
  canonicalBytes(change(JSON.parse(Buffer.from(bytes ?? []).toString())))

const verify = (entries: readonly (Uint8Array | undefined)[], keys: readonly DeviceKey[] = [key]) =>
  verifyChain(
    { batchId: 'a' },
    entries.filter((entry) => entry !== undefined),
    { keys, types },
  )

beforeAll(async () => {
  phone = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('spki', phone.publicKey))
  key = { keyId, organizationId, publicKey }
  chain = []
  for (let sequence = 1; sequence <= 4; sequence++) chain.push(await entryOf(sequence, chain.at(-1)))
})

describe('the history of a batch', () => {
  test('is whole when each entry follows the one before and its phone signed it', async () => {
    const entries = await verify(chain)
    expect(entries.map(({ sequence, signature, isNewer }) => [sequence, signature, isNewer])).toEqual(
      [1, 2, 3, 4].map((sequence) => [sequence, 'valid', false]),
    )
    expect(entries[3]?.leafHash).toEqual(leafHash(chain[3] ?? new Uint8Array()))
    expect(await verify([])).toEqual([])
  })

  test.each([
    ['the first', [1, 2, 3]],
    ['one in the middle', [0, 2, 3]],
    ['all but the last', [3]],
    ['the order', [0, 2, 1, 3]],
    ['nothing, but one is there twice', [0, 1, 1, 2, 3]],
  ])('is broken when it lacks %s', async (_what, places) => {
    await expect(verify(places.map((at) => chain[at]))).rejects.toMatchObject({ code: 'CHAIN_BROKEN' })
  })

  test('is broken when it is another batch’s', async () => {
    await expect(verifyChain({ batchId: 'b' }, chain)).rejects.toMatchObject({ code: 'CHAIN_BROKEN' })
    await expect(verifyChain({ subjectId: 'a' }, chain)).rejects.toMatchObject({ code: 'CHAIN_BROKEN' })
  })

  test('is broken when an entry was changed, even where nobody checks its signature', async () => {
    const edited = edit(chain[1], (body) => ({ ...body, marks: [] }))
    await expect(verify([chain[0], edited, chain[2]], [])).rejects.toMatchObject({ code: 'CHAIN_BROKEN' })
  })

  test('takes an event that touches the batch twice, if both say the same', async () => {
    const both = edit(chain[0], (body) => ({ ...body, batches: [...body.batches, ...body.batches] }))
    expect(await verify([both], [])).toHaveLength(1)
    const apart = edit(chain[0], (body) => ({
      ...body,
      batches: [...body.batches, { batchId: 'a', sequence: 2, prev: null }],
    }))
    await expect(verify([apart], [])).rejects.toMatchObject({ code: 'CHAIN_BROKEN' })
  })

  test('accepts no byte of it flipped', async () => {
    const accepted: string[] = []
    for (const [at, entry] of chain.entries())
      for (let byte = 0; byte < entry.length; byte++) {
        const forged = Uint8Array.from(entry, (value, index) => (index === byte ? value ^ 1 : value))
        const entries = chain.with(at, forged)
        const isAccepted = await verify(entries).then(
          (opened) => Buffer.compare(opened[3]?.leafHash ?? forged, leafHash(chain[3] ?? forged)) === 0,
          (error) => !(error instanceof LogError),
        )
        if (isAccepted) accepted.push(`${at}:${byte}`)
      }
    expect(accepted).toEqual([])
  })
})

describe('the signature in an entry', () => {
  test('is wrong when what the phone recorded was changed', async () => {
    const edited = edit(chain[0], (body) => ({ ...body, type: 'inspection' }))
    await expect(verify([edited])).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' })
  })

  test('is wrong when the phone is of another organization', async () => {
    const stolen = { ...key, organizationId: 'other' }
    await expect(verify(chain, [stolen])).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' })
  })

  test('is said to be unchecked without the key, and none where nobody signed', async () => {
    expect((await verify(chain, [])).map(({ signature }) => signature)[0]).toBe('unknown_key')
    const unsigned = edit(chain[0], ({ device: _device, ...body }) => body)
    expect((await verify([unsigned]))[0]?.signature).toBe('none')
  })

  test('of a phone that was revoked before is said to be so', async () => {
    const signaturesAt = async (revokedAt: string) =>
      (await verify(chain.slice(0, 1), [{ ...key, revokedAt }])).map(({ signature }) => signature)
    expect(await signaturesAt('2026-11-20T08:00:00.001Z')).toEqual(['valid'])
    expect(await signaturesAt(recordedAt)).toEqual(['revoked'])
  })
})

describe('an entry that is newer than this program', () => {
  test('of an unknown type keeps its place, and is said to be newer', async () => {
    const newer = await entryOf(5, chain[3], { type: 'irradiation' })
    const entries = await verify([...chain, newer, await entryOf(6, newer)])
    expect(entries.map(({ isNewer }) => isNewer)).toEqual([false, false, false, false, true, false])
    expect(entries[4]?.signature).toBe('valid')
  })

  test('of a later version holds its place by what follows it', async () => {
    const newer = new Uint8Array(Buffer.from('{"v":2,"type":"harvest","b":1,"a":2}'))
    const next = await entryOf(6, newer)
    const entries = await verify([...chain, newer, next])
    expect(entries.map(({ isNewer }) => isNewer)).toEqual([false, false, false, false, true, false])
    const other = new Uint8Array(Buffer.from('{"v":2,"type":"harvest","b":1,"a":3}'))
    await expect(verify([...chain, other, next])).rejects.toMatchObject({ code: 'CHAIN_BROKEN' })
  })
})

describe('bytes that are no entry', () => {
  test.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['no version', '{"type":"harvest"}'],
    ['no type', '{"v":1}'],
    ['a key twice', '{"type":"harvest","type":"inspection","v":1}'],
    ['a space', '{"type": "harvest","v":1}'],
    ['another order', '{"v":1,"type":"harvest"}'],
    ['half a character', '{"type":"\\ud800","v":1}'],
    ['brackets without end', `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)},"type":"harvest","v":1}`],
    ['a byte order mark', '\ufeff{"type":"harvest","v":1}'],
  ])('with %s are refused', (_what, text) => {
    expect(() => openEntry(new Uint8Array(Buffer.from(text)))).toThrow(LogError)
  })

  test('that are no UTF-8 are refused', () => {
    expect(() => openEntry(Uint8Array.of(0xff, 0x7b, 0x7d))).toThrow(LogError)
  })
})

describe('the history of a subject', () => {
  /** The entry of a version of a subject. */
  const version = (sequence: number, prev: Uint8Array | undefined, data: object) => {
    const link = { sequence, prev: prev ? toBase64Url(leafHash(prev)) : null }
    const subject = { kind: 'device_key', id: keyId, ...link }
    return canonicalBytes({ v: 1, type: 'device_key_version', organizationId, recordedAt, subject, data })
  }

  test('is whole by the same rule, and gives the keys of phones', async () => {
    const data = { publicKey: toBase64Url(key.publicKey) }
    const first = version(1, undefined, data)
    const second = version(2, first, { ...data, revokedAt: recordedAt })
    const entries = await verifyChain({ subjectId: keyId }, [first, second])
    expect(deviceKeysOf(entries.slice(0, 1))).toEqual([key])
    expect(deviceKeysOf(entries)).toEqual([{ ...key, revokedAt: recordedAt }])
    await expect(verifyChain({ subjectId: keyId }, [second])).rejects.toMatchObject({ code: 'CHAIN_BROKEN' })
  })

  test('gives no key that is none', () => {
    const entry = openEntry(version(1, undefined, { publicKey: '!' }))
    expect(() => deviceKeysOf([entry])).toThrow(LogError)
  })

  test('gives no keys where its entries are not of phones', async () => {
    expect(deviceKeysOf(await verify(chain))).toEqual([])
  })
})
