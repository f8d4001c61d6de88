import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  fromBase64Url,
  importPublicKey,
  signBytes,
  signEvent,
  signedPart,
  toBase64Url,
  verifyBytes,
  verifyEvent,
} from './index.ts'
import { verifyP256 } from './verify-p256.ts'
import { verifyP256 as verifyP256OfNode } from './verify-p256-node.ts'

const file = new URL(
  '../../../../shared/vectors/reliability/wycheproof/ecdsa_secp256r1_sha256_p1363_test.json',
  import.meta.url,
)
const present = existsSync(file)
if (!present) console.log('vectors absent: the suite that reads them is skipped')
const withVectors = present ? describe : describe.skip

const makeKey = (namedCurve = 'P-256') =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, false, ['sign', 'verify'])
const spkiOf = async ({ publicKey }: CryptoKeyPair) =>
  new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))

const record = { v: 1, type: 'harvest', note: 'Bí xanh thơm', batches: [{ batchId: 'a' }] }
const mark = { keyId: '0199c82c-c000-7000-8000-0000000000d1', sequence: 7 }
let pair: CryptoKeyPair
let spki: Uint8Array
let signed: Awaited<ReturnType<typeof signEvent<typeof record & { device: typeof mark }>>>
beforeAll(async () => {
  pair = await makeKey()
  spki = await spkiOf(pair)
  signed = await signEvent(pair.privateKey, { ...record, device: mark })
})

describe('the signature of a phone', () => {
  test('is right over what was signed, in whatever order its keys stand', async () => {
    expect(signed.device.signature).toMatch(/^[A-Za-z0-9_-]{86}$/)
    expect(await verifyEvent(spki, signed)).toBe(true)
    const { v, type, note, batches, device } = signed
    expect(await verifyEvent(spki, { device, batches, note, type, v } as typeof signed)).toBe(true)
  })

  test('is over everything but itself, as canonical bytes', () => {
    const text = Buffer.from(signedPart({ ...signed, placeId: undefined } as typeof signed)).toString()
    expect(text).toBe(
      `{"batches":[{"batchId":"a"}],"device":{"keyId":"${mark.keyId}","sequence":7},"note":"Bí xanh thơm","type":"harvest","v":1}`,
    )
  })

  test('is refused with any byte of it changed', async () => {
    const bytes = fromBase64Url(signed.device.signature)
    for (let index = 0; index < bytes.length; index++) {
      const forged = Uint8Array.from(bytes, (byte, at) => (at === index ? byte ^ 1 : byte))
      const device = { ...mark, signature: toBase64Url(forged) }
      expect(await verifyEvent(spki, { ...signed, device })).toBe(false)
    }
  })

  test.each([
    ['another value', { note: 'Bí đỏ' }],
    ['one thing more', { placeId: 'x' }],
    ['another number', { device: { sequence: 8 } }],
    ['another phone', { device: { keyId: '0199c82c-c000-7000-8000-0000000000d2' } }],
  ])('is refused over a record with %s', async (_what, more: object) => {
    const device = { ...signed.device, ...('device' in more ? (more.device as object) : {}) }
    const forged = { ...signed, ...more, device }
    expect(await verifyEvent(spki, forged)).toBe(false)
  })

  test("is refused with another phone's key, and where there is none", async () => {
    expect(await verifyEvent(await spkiOf(await makeKey()), signed)).toBe(false)
    expect(await verifyEvent(spki, { ...record, device: mark })).toBe(false)
    expect(await verifyEvent(spki, { ...record, device: undefined })).toBe(false)
  })

  test('has one spelling: padded, longer, shorter or with spare bits set it is none', async () => {
    const bytes = new TextEncoder().encode('x')
    const signature = await signBytes(pair.privateKey, bytes)
    expect(await verifyBytes(spki, signature, bytes)).toBe(true)
    const last = signature.at(-1) ?? ''
    const spare = String.fromCharCode(last.charCodeAt(0) + 1)
    for (const wrong of [
      `${signature}=`,
      `${signature}A`,
      signature.slice(1),
      signature.slice(0, -1) + spare,
    ])
      expect(await verifyBytes(spki, wrong, bytes)).toBe(false)
  })
})

describe('a public key', () => {
  test('of P-256 is taken', async () => {
    expect((await importPublicKey(spki)).algorithm).toMatchObject({ name: 'ECDSA', namedCurve: 'P-256' })
  })

  test.each(['P-384', 'P-521'])('of %s is refused', async (curve) => {
    const other = await spkiOf(await makeKey(curve))
    await expect(importPublicKey(other)).rejects.toThrow(TypeError)
    expect(await verifyEvent(other, signed)).toBe(false)
  })

  test('that is no point of the curve, cut short or longer is refused', async () => {
    const off = Uint8Array.from(spki, (byte, index) => (index === 90 ? byte ^ 1 : byte))
    const longer = new Uint8Array([...spki, 0])
    for (const wrong of [off, spki.slice(0, 90), longer, new Uint8Array()])
      await expect(importPublicKey(wrong)).rejects.toThrow(TypeError)
  })

  test('that is an RSA key is refused', async () => {
    const rsa = await crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      false,
      ['sign', 'verify'],
    )
    await expect(importPublicKey(await spkiOf(rsa))).rejects.toThrow(TypeError)
  })
})

withVectors('ECDSA P-256 with SHA-256 (Wycheproof vectors)', () => {
  interface Case {
    tcId: number
    msg: string
    sig: string
    result: 'valid' | 'invalid'
  }
  const groups: { publicKeyDer: string; tests: Case[] }[] = present
    ? JSON.parse(readFileSync(file, 'utf8')).testGroups
    : []
  const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

  test('accepts what is valid and nothing else', async () => {
    const wrong: number[] = []
    let count = 0
    for (const { publicKeyDer, tests } of groups)
      for (const { tcId, msg, sig, result } of tests) {
        count += 1
        const accepted = await verifyBytes(hex(publicKeyDer), toBase64Url(hex(sig)), hex(msg))
        if (accepted !== (result === 'valid')) wrong.push(tcId)
      }
    expect(wrong).toEqual([])
    expect(count).toBeGreaterThan(200)
  })

  test('means the same to a browser and to a server', async () => {
    const differing: number[] = []
    for (const { publicKeyDer, tests } of groups) {
      const key = await importPublicKey(hex(publicKeyDer))
      for (const { tcId, msg, sig } of tests) {
        const [inBrowser, onServer] = [verifyP256, verifyP256OfNode].map((verify) =>
          verify(key, hex(sig), hex(msg)),
        )
        if ((await inBrowser) !== (await onServer)) differing.push(tcId)
      }
    }
    expect(differing).toEqual([])
  })
})
