import { describe, expect, test } from '@jest/globals'
import { newTotpSecret, totpCode, totpUri, verifyTotp } from './totp.ts'

const at = (second: number) => new Date(second * 1000)

describe('RFC 6238, appendix B', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' // 12345678901234567890

  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %d the code is %s, and is taken for its step', (second, code) => {
    expect(totpCode(secret, at(second))).toBe(code)
    expect(verifyTotp(secret, code, at(second), undefined)).toBe(Math.floor(second / 30))
  })
})

describe('a code', () => {
  const secret = newTotpSecret()
  const [now, step] = [1_800_000_015, 60_000_000]
  const codeAt = (second: number) => totpCode(secret, at(second))

  test.each([-30, 0, 30])('of a clock that is %d s off is taken for the step it belongs to', (off) => {
    expect(verifyTotp(secret, codeAt(now + off), at(now), undefined)).toBe(step + off / 30)
  })

  test.each([-60, 60, 3600])('of a clock that is %d s off is refused', (off) => {
    expect(verifyTotp(secret, codeAt(now + off), at(now), undefined)).toBeUndefined()
  })

  test('never works twice, and none of an earlier step after it (V6.5.1)', () => {
    expect(verifyTotp(secret, codeAt(now), at(now), step - 1)).toBe(step)
    expect(verifyTotp(secret, codeAt(now), at(now), step)).toBeUndefined()
    expect(verifyTotp(secret, codeAt(now - 30), at(now), step)).toBeUndefined()
    expect(verifyTotp(secret, codeAt(now + 30), at(now), step)).toBe(step + 1)
    expect(verifyTotp(secret, codeAt(now + 30), at(now + 30), step + 1)).toBeUndefined()
  })

  test('is refused while the last one lies in the future: the clock of the server was put back', () => {
    expect(verifyTotp(secret, codeAt(now), at(now), step + 1000)).toBeUndefined()
  })

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456'])(
    'that is none is refused: "%s"',
    (code) => {
      expect(verifyTotp(secret, code, at(now), undefined)).toBeUndefined()
    },
  )

  test('of another secret is refused', () => {
    const others = Array.from({ length: 5 }, () => totpCode(newTotpSecret(), at(now)))
    expect(others.map((code) => verifyTotp(secret, code, at(now), undefined))).toContain(undefined)
  })
})

test('a secret has 160 bits of its own, and an address that an authenticator app reads (V6.5.3)', () => {
  const secret = newTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(newTotpSecret()).not.toBe(secret)
  const uri = new URL(totpUri(secret, '0912345678'))
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/Nguồn:0912345678',
  ])
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, issuer: 'Nguồn' })
})
