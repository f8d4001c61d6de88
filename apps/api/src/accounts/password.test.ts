import { describe, expect, test } from '@jest/globals'
import { type DomainError, Password } from '@nguon/domain'
import { parseOptions } from '@node-rs/argon2'
import { assertStrong, hashPassword, verifyPassword } from './password.ts'

const person = { phone: '0912345678', words: ['Hoàng Thị Mỹ Duyên', 'HTX Nhung Lũy'] }

/** Why the password is refused, if it is. */
function reasonAgainst(password: string): string | undefined {
  try {
    Password.parse(password)
    assertStrong(password, person)
    return undefined
  } catch (error) {
    expect(error).toMatchObject({ code: 'PASSWORD_WEAK' })
    return (error as DomainError).message
  }
}

describe('a password', () => {
  test.each([
    'w7kq2m9x',
    'ruộng sau nhà có ba bờ',
    '🌾🐃🌧️🏔️🥬🐓🛖🎋',
    '   cách ra mấy chữ   ',
    'chỉ có chữ thường thôi nhé',
    '83750261',
    'x7'.padEnd(64, 'lâu dài '),
    'y9'.padEnd(128, 'rất lâu dài '),
  ])('of any characters is taken from 8 to 128 of them: %s (V6.2.1, V6.2.5, V6.2.9)', (password) => {
    expect(reasonAgainst(password)).toBeUndefined()
  })

  test.each([
    ...['12345678', 'password', 'iloveyou', 'football', 'superman', 'qwertyuiop', '1qaz2wsx', 'trustno1'],
    ...['Password', 'PASSWORD1', 'baseball1', 'pässword', 'pass word'],
  ])('that is common in the world is refused: %s (V6.2.4, V6.2.12)', (password) => {
    expect(reasonAgainst(password)).toMatch(/common|follows/)
  })

  test.each([
    ...['matkhau123', 'mật khẩu', 'Mật Khẩu 2024!', 'anhyeuem', 'Anh yêu em 1', 'vietnam1975', 'backan97'],
    ...['Bắc Kạn 1', 'thainguyen', 'hoptacxa', 'htx12345', 'nguon2026', '2026nguon', 'Nguồn@123', 'truyxuat'],
  ])('that is common here is refused, with marks and digits or without: %s (V6.2.11)', (password) => {
    expect(reasonAgainst(password)).toMatch(/common/)
  })

  test.each([
    '0912345678',
    '912345678',
    '+84912345678',
    '84 912 345 678',
    '0912.345.678',
    '12345678',
    'a0912345678b',
  ])('that is mainly the phone number of the person is refused: %s (V6.2.11)', (password) =>
    expect(reasonAgainst(password)).toMatch(/phone number|follows|common/),
  )

  test.each([
    'Hoàng Thị Mỹ Duyên',
    'hoangthimyduyen',
    'HOANG THI MI DUYEN',
    'hoangthimyduyen1990',
    'htxnhungluy',
  ])('that is the name of the person or the organization is refused: %s (V6.2.11)', (password) =>
    expect(reasonAgainst(password)).toMatch(/name/),
  )

  test.each([
    'aaaaaaaa',
    'ốốốốốốốố',
    '        ',
    '👩‍🌾👩‍🌾👩‍🌾',
    '98765432',
    'abcdefgh',
    'ABCDEFGHI',
    'poiuytrewq',
    'asdfghjkl',
  ])('that repeats one character or follows the keys is refused: %s', (password) =>
    expect(reasonAgainst(password)).toMatch(/follows/),
  )

  test('with the number or a name somewhere in a long one is taken', () => {
    expect(reasonAgainst('gọi 0912345678 khi nước lũ về')).toBeUndefined()
    expect(reasonAgainst('Nhung Lũy ngày mùa gặt')).toBeUndefined()
  })

  test('is not weak for a person without words or of an organization without letters', () => {
    expect(() => assertStrong('🌾🐃🌧️🏔️🥬🐓🛖🎋', { ...person, words: ['—', ''] })).not.toThrow()
  })
})

describe('what is kept of a password', () => {
  test('is argon2id with 19 MiB and two passes, and a salt of its own (V11.4.2)', async () => {
    const [one, two] = await Promise.all([hashPassword('nước lũ về'), hashPassword('nước lũ về')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })

  test('matches the password alone, to the last space and character (V6.2.8)', async () => {
    const long = 'bờ ruộng '.repeat(14)
    const kept = await hashPassword(long)
    expect(await verifyPassword(kept, long)).toBe(true)
    for (const other of [long.trim(), long.slice(0, 72), ` ${long}`, long.toUpperCase(), ''])
      expect(await verifyPassword(kept, other)).toBe(false)
  })

  test('matches however a keyboard composes the letters', async () => {
    const kept = await hashPassword('nước lũ về'.normalize('NFD'))
    expect(await verifyPassword(kept, 'nước lũ về'.normalize('NFC'))).toBe(true)
  })

  test('of nobody takes as much work, and never matches (V6.3.8)', async () => {
    const kept = await hashPassword('nước lũ về')
    const timeOf = async (hash: string | undefined): Promise<number> => {
      const start = performance.now()
      expect(await verifyPassword(hash, 'không phải')).toBe(false)
      return performance.now() - start
    }
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let round = 0; round < 15; round++) {
      known.push(await timeOf(kept))
      unknown.push(await timeOf(undefined))
    }
    // the shortest of many: what else the machine does only ever adds
    expect(Math.min(...unknown) / Math.min(...known)).toBeGreaterThan(0.5)
    expect(parseOptions(kept)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  })
})
