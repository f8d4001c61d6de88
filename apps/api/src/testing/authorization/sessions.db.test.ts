import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newAsker, sessionOf } from './asker.ts'
import { linesOf, routeOf, successOf } from './lines-of.ts'
import { callerNames, matrix } from './matrix.ts'
import { requests, send } from './send.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.stop())

const rows = Object.keys(matrix).filter((row) => row === routeOf(row))

/** What somebody is answered who may make the call, but whose session was changed like this. */
async function outcomeWith(row: string, change: string): Promise<string> {
  const [name, target] = successOf(row)
  const asker = await newAsker(world, name)
  const parts = (await requests[row]?.(world, asker, target)) ?? {}
  await world.db.query(`UPDATE session SET ${change} WHERE id = $1`, [sessionOf(asker).id])
  return (await send(world, row, asker, parts)).outcome
}
const usual = (row: string, as?: (typeof callerNames)[number]): string | undefined => {
  const [name, target] = successOf(row)
  const line = linesOf(row).find(([each]) => (each ?? 'own') === target)?.[1]
  return line?.[callerNames.indexOf(as ?? name)]
}

describe('a person who gave the password and owes the second factor', () => {
  const open = ['getSession', 'signIn', 'signOut', 'confirmTotp', 'beginPasskey', 'confirmPasskey']
  const alsoOpen = [...open, 'readInvite', 'join']
  /** Public: seen as by a stranger. */
  const reads = [
    'getEvent',
    'getTrace',
    'getFile',
    'batchQrSvg',
    'batchQrPng',
    'packageQrSvg',
    'packageQrPng',
    'proveInclusion',
    'proveConsistency',
    'getLoggedTrace',
    'getReceipt',
  ]

  test.each(rows)('is let into nothing by %s, unless it gives that or begins anew (V6.3.3)', async (row) => {
    const seen = reads.includes(row) ? usual(row, 'anonymous') : '401'
    const expected = alsoOpen.includes(row) ? usual(row) : seen
    expect(await outcomeWith(row, `owes = 'second_factor'`)).toBe(expected)
  })
})

describe('a person who confirmed six minutes ago who they are', () => {
  /** What cannot be undone, gives rights or personal data away, or sets up a way to sign in. */
  const delicate = [
    ...['beginTotp', 'addTotp', 'beginNewPasskey', 'addPasskey', 'removeFactor'],
    ...['createInvite', 'approveInvite', 'removePerson', 'changeKind', 'changeArea'],
    ...['createExport', 'erase', 'proposeRecall', 'confirmRecall'],
    ...['proposeRecallLift', 'confirmRecallLift', 'closeRecall'],
  ]

  test.each(rows)('is asked again by %s where that is delicate (V7.5.1, V7.5.3)', async (row) => {
    const expected = delicate.includes(row) ? '403:FRESH_FACTOR_REQUIRED' : usual(row)
    expect(await outcomeWith(row, `fresh_at = now() - interval '6 minutes'`)).toBe(expected)
  })
})
