import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  addCosignatures,
  cosign,
  formatPolicy,
  formatVerifierKey,
  generateKey,
  LogError,
  openByPolicy,
  openCheckpoint,
  parsePolicy,
  type SignerKey,
} from './index.ts'
import { makeLog, type SignedLog } from './testing/signed-log.ts'

let log: SignedLog
let witnesses: SignerKey[]
let vkeys: string[]
let lines: string
beforeAll(async () => {
  log = await makeLog(3)
  witnesses = await Promise.all([1, 2, 3, 4].map((number) => generateKey(`w${number}.example`, 4)))
  vkeys = witnesses.map(formatVerifierKey)
  const named = vkeys.map((key, at) => `witness W${at + 1} ${key}\n`).join('')
  lines = `log ${formatVerifierKey(log.key)} https://farm.example/log\n${named}`
})

/** The checkpoint of the log, cosigned by the witnesses with these numbers from 1. */
async function noteOf(...numbers: readonly number[]): Promise<string> {
  const note = await log.note(3)
  const opened = await openCheckpoint(note, [log.key])
  const keys = witnesses.filter((_key, at) => numbers.includes(at + 1))
  const answer = (await Promise.all(keys.map((key) => cosign(key, opened, 1)))).join('')
  return keys.length === 0 ? note : addCosignatures(note, answer, keys)
}

const isEnough = async (rule: string, ...numbers: readonly number[]) =>
  openByPolicy(await noteOf(...numbers), parsePolicy(lines + rule)).then(
    () => true,
    (error: LogError) => {
      expect(error.code).toBe('TOO_FEW_WITNESSES')
      return false
    },
  )

describe('a policy', () => {
  test('asks for k of n witnesses', async () => {
    const rule = 'group two 2 W1 W2 W3\nquorum two\n'
    expect(await isEnough(rule, 1, 3)).toBe(true)
    expect(await isEnough(rule, 1, 2, 3)).toBe(true)
    expect(await isEnough(rule, 2)).toBe(false)
    expect(await isEnough(rule, 2, 4)).toBe(false)
  })

  test('asks for groups of groups', async () => {
    const rule = 'group A any W1 W2\ngroup B all W3 W4\ngroup AB all A B\nquorum AB\n'
    expect(await isEnough(rule, 1, 3, 4)).toBe(true)
    expect(await isEnough(rule, 1, 2, 3)).toBe(false)
    expect(await isEnough(rule, 3, 4)).toBe(false)
  })

  test('asks for one, or for nobody', async () => {
    expect(await isEnough('quorum W2', 2)).toBe(true)
    expect(await isEnough('quorum W2', 1)).toBe(false)
    expect(await isEnough('quorum none')).toBe(true)
  })

  test('still asks for the log itself', async () => {
    const other = await makeLog(3, log.key.name)
    const note = await other.note(3)
    await expect(openByPolicy(note, parsePolicy(`${lines}quorum none`))).rejects.toMatchObject({
      code: 'UNSIGNED',
    })
  })

  test('takes comments, tabs, empty lines and addresses', () => {
    const policy = parsePolicy(`# nhật ký\n\n\t ${lines}\tquorum\t none \n`)
    expect(policy.logs).toMatchObject([{ url: 'https://farm.example/log' }])
    expect(policy.witnesses).toHaveLength(4)
  })

  test('is written so that it reads as it was meant', async () => {
    const trusted = {
      logs: [{ key: log.key }],
      witnesses: witnesses.map((key) => ({ key, url: 'https://w' })),
    }
    const policy = parsePolicy(formatPolicy({ ...trusted, threshold: 2 }))
    expect(policy.witnesses.map(({ key, url }) => [key.name, url])).toEqual(
      witnesses.map(({ name }) => [name, 'https://w']),
    )
    expect(await openByPolicy(await noteOf(1, 4), policy)).toMatchObject({ size: 3 })
    await expect(openByPolicy(await noteOf(1), policy)).rejects.toThrow(LogError)
    const none = parsePolicy(formatPolicy({ ...trusted, threshold: 0 }))
    expect(await openByPolicy(await noteOf(), none)).toMatchObject({ size: 3 })
  })

  test.each([
    ['no quorum', ''],
    ['two quorums', 'quorum W1\nquorum W2'],
    ['a quorum of nobody it names', 'quorum W9'],
    ['an unknown word', 'trust W1\nquorum W1'],
    ['a group of nobody', 'group G all\nquorum G'],
    ['a group of a stranger', 'group G any W1 W9\nquorum G'],
    ['more asked than there are', 'group G 3 W1 W2\nquorum G'],
    ['none asked', 'group G 0 W1 W2\nquorum G'],
    ['a number that is a word of the language', 'group G constructor W1 W2\nquorum G'],
    ['a witness twice in a group', 'group G 2 W1 W1\nquorum G'],
    ['a witness in two groups', 'group G any W1 W2\ngroup H any W1 G\nquorum H'],
    ['a group inside itself', 'group G any G W1\nquorum G'],
    ['a name twice', 'group W1 any W2\nquorum W1'],
    ['a group that is called none', 'group none any W2\nquorum none'],
    ['none as a member', 'group G any none W1\nquorum G'],
    ['a control character', 'quorum W1\r\n'],
  ])('with %s is refused', (_what, rule) => {
    expect(() => parsePolicy(lines + rule)).toThrow(LogError)
  })

  test('with one key twice, or the key of a log for a witness, is refused', () => {
    const end = 'quorum none\n'
    expect(() => parsePolicy(`${lines}witness X ${vkeys[0]}\n${end}`)).toThrow(LogError)
    expect(() => parsePolicy(`${lines}log ${formatVerifierKey(log.key)}\n${end}`)).toThrow(LogError)
    expect(() => parsePolicy(`log ${vkeys[0]}\n${end}`)).toThrow(LogError)
    expect(() => parsePolicy(`witness X ${formatVerifierKey(log.key)}\n${end}`)).toThrow(LogError)
  })
})
