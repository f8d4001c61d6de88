import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  formatPolicy,
  formatTlogProof,
  inclusionProof,
  leafHash,
  parsePolicy,
  parseSignerKey,
  parseTlogProof,
  rootOf,
  type SignerKey,
  sha256,
  signCheckpoint,
  verifyTlogProof,
} from './index.ts'
import { growTree } from './testing/grown-tree.ts'

/** What a program that shares no code with this one wrote for the entries `0` to `999`. It must never have to change. */
const origin = 'farm.example/log'
const secret = `PRIVATE+KEY+${origin}+5b0d701b+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g`
const note = `${origin}
1000
Y4r6mAIpJbrP3a2xXvIv0BmcGsmcKXO2FYJD0T/OBcI=

— ${origin} Ww1wG4dIT2HOz4B+hHOANHxUfgdDVO2SpqotT9R5sHRaZE5Te8ivJx9lWXXIBtTTRf1rpV9mlchXeDWb/UqsRMEMqwE=
`
const receiptHash = 'e6f71552801349c0830b0e78733db626f84379dca2dcec475515c8b830d6d99b'

const size = 1000
const index = 777
const entry = new Uint8Array(Buffer.from(`${index}`))
const { readNodes } = growTree(size)

describe('a log that was written once', () => {
  let key: SignerKey
  beforeAll(async () => {
    key = await parseSignerKey(secret)
  })

  test('has the same checkpoint for ever', async () => {
    expect(await signCheckpoint({ origin, size, root: await rootOf(size, readNodes) }, key)).toBe(note)
  })

  test('gives the same receipts for ever, and they stay right', async () => {
    const proof = await inclusionProof(index, size, readNodes)
    const receipt = formatTlogProof({ extra: entry, index, proof, checkpoint: note })
    expect(Buffer.from(sha256(Buffer.from(receipt))).toString('hex')).toBe(receiptHash)
    const policy = parsePolicy(formatPolicy({ logs: [{ key }], witnesses: [], threshold: 0 }))
    expect(await verifyTlogProof(parseTlogProof(receipt), leafHash(entry), policy)).toMatchObject({ size })
  })
})
