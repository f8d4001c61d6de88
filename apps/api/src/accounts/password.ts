import { DomainError, type PhoneNumber } from '@nguon/domain'
import { foldVietnamese } from '@nguon/locale'
import { hash, verify } from '@node-rs/argon2'
import { bareForm, isCommonPassword, withoutDigitsAround } from './common-passwords.ts'

/** argon2id, which is the library's default kind; memory in KiB. The least that OWASP's password storage sheet allows. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Of a password that nobody has, made once with the same cost: looking it up takes as long as a real one. */
const dummyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$vitwPjO7ud9eK0ZCo9qHTA$fEDkAS7JL/bIzaRwgbp1FzzCiNRKt07EilgF42D9QVI'

/** Phones and desks compose ế in different ways: both are one password. Nothing is trimmed or cut (ASVS 6.2.8). */
const composed = (password: string): string => password.normalize('NFC')

/** The hash to keep, in PHC form, with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(composed(password), cost)
}

/** @param kept absent for somebody who is unknown: the answer is no, after as much work */
export async function verifyPassword(kept: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(kept ?? dummyHash, composed(password))
  return matches && kept !== undefined
}

/** What a guesser would try first for this person. */
export interface Known {
  readonly phone: PhoneNumber
  /** Names: of the person, of the organization. */
  readonly words: readonly string[]
}

/**
 * Throws when the password is one that is guessed soon (ASVS 6.2.4, 6.2.11). There are no rules on which characters it is made
 * of (ASVS 6.2.5).
 *
 * @throws {DomainError} `PASSWORD_WEAK`
 */
export function assertStrong(password: string, { phone, words }: Known): void {
  const bare = bareForm(password)
  if (isOneRepeated(password) || isRun(bare)) refuse('it repeats one character or follows the keys')
  if (isCommonPassword(password)) refuse('it is one of the most common')
  if (isMostly(bare, phone)) refuse('it is the phone number')
  const stem = withoutDigitsAround(bare)
  const names = words.map(bareForm).filter((name) => name !== '')
  if (names.includes(bare) || names.includes(stem))
    refuse('it is the name of the person or of the organization')
}

function refuse(reason: string): never {
  throw new DomainError('PASSWORD_WEAK', reason)
}

/** As people see characters: an emoji of several code points is one. */
function isOneRepeated(password: string): boolean {
  const seen = new Set(Array.from(new Intl.Segmenter().segment(composed(password)), ({ segment }) => segment))
  return seen.size === 1
}

const rows = [
  ...['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0'],
].map(foldVietnamese)
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))]

const isRun = (bare: string): boolean => bare !== '' && runs.some((row) => row.includes(bare))

/** The number itself, a long part of it, or the number with little beside it. */
function isMostly(bare: string, phone: PhoneNumber): boolean {
  const number = phone.replace(/^(\+|0)/, '') // written with 0, +84 or 84 before it
  if (bare.length >= 8 && phone.includes(bare)) return true
  return bare.includes(number) && bare.length < 2 * number.length
}
