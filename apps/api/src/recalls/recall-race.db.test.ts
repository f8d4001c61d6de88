import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { problemOf } from '../http.ts'
import { type GivenOrganization, givenOrganization } from '../testing/given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../testing/given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { confirmRecall } from './confirm-recall.ts'
import { readRecall, sightOf } from './recall-store.ts'
import { givenProposal, notesOf, recallsOf } from './testing/given-recall.ts'
import { viewRecall } from './view-recalls.ts'
import { withdrawRecall } from './withdraw-recall.ts'

const rounds = 100

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganizationAt(db, inThaiNguyen)
})
afterAll(() => database.drop())

type Outcome = { person: GivenPerson; code: string | undefined; status: number }

/** What each got: no code where it went well. */
const tell = (person: GivenPerson, attempt: Promise<unknown>): Promise<Outcome> =>
  attempt.then(
    () => ({ person, code: undefined, status: 200 }),
    (error) => {
      const { code, status } = problemOf(error)
      return { person, code, status }
    },
  )

const confirm = (person: GivenPerson, id: Id) =>
  tell(
    person,
    confirmRecall(db, person.caller, id, () => new Date()),
  )
const withdraw = (person: GivenPerson, id: Id) =>
  tell(person, withdrawRecall(db, person.caller, { id, reason: 'nhầm lô' }, new Date()))
const read = ({ caller }: GivenPerson, id: Id) =>
  withTenant(db, scopeOfCaller(caller), async (tx) =>
    viewRecall(tx, caller, await readRecall(tx, sightOf(caller), id)),
  )
/** The order in which requests reach the server is nobody's. */
const shuffled = <T>(items: T[]): T[] => items.sort(() => Math.random() - 0.5)

test.each([
  ['the cooperative', ['admin', 'staff', 'admin'] as const],
  ['two inspectorates', ['inspector', 'inspector', 'inspector'] as const],
])(
  `of two people of %s who confirm a recall at once, beside the one who proposed it, one does: in ${rounds} rounds of ${rounds} (V2.3.5, V15.4.2)`,
  async (_whose, [first, second, third]) => {
    const office = first === 'inspector' ? (await givenOrganization(db)).id : org.id
    const office2 = first === 'inspector' ? (await givenOrganization(db)).id : org.id
    const proposer = await givenPerson(db, first, office)
    const others = [await givenPerson(db, second, office), await givenPerson(db, third, office2)]
    for (let round = 0; round < rounds; round += 1) {
      const { id, batchIds } = await givenProposal(db, proposer.caller, org, 2)
      const outcomes = await Promise.all(shuffled([proposer, ...others]).map((person) => confirm(person, id)))
      const winners = outcomes.filter(({ code }) => code === undefined)
      expect(winners).toHaveLength(1)
      expect(others).toContain(winners[0]?.person)
      for (const { person, code } of outcomes) {
        if (code === undefined) continue
        expect(
          person === proposer ? ['SECOND_PERSON_REQUIRED', 'ALREADY_DECIDED'] : ['ALREADY_DECIDED'],
        ).toContain(code)
      }
      expect(await recallsOf(db, batchIds)).toEqual([1, 1])
      const notes = await notesOf(db, proposer.caller, id)
      expect(notes.map(({ action }) => action)).toEqual(['recall_proposed', 'recall_confirmed'])
      const winner = winners[0]?.person as GivenPerson
      expect(await read(winner, id)).toMatchObject({ state: 'in_force', decidedBy: winner.name })
    }
  },
  120_000,
)

test(`a recall that is confirmed and taken back at once is one of the two, in ${rounds} rounds of ${rounds} (V15.4.2)`, async () => {
  const proposer = await givenPerson(db, 'admin', org.id)
  const second = await givenPerson(db, 'staff', org.id)
  const ends = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const { id, batchIds } = await givenProposal(db, proposer.caller, org, 2)
    const acts = [() => confirm(second, id), () => withdraw(proposer, id)]
    const outcomes = await Promise.all(shuffled(acts).map((act) => act()))
    expect(outcomes.map(({ code }) => code).sort()).toEqual(['ALREADY_DECIDED', undefined])
    const { state } = await read(proposer, id)
    const isConfirmed = outcomes.some(({ person, code }) => person === second && code === undefined)
    expect(state).toBe(isConfirmed ? 'in_force' : 'withdrawn')
    expect(await recallsOf(db, batchIds)).toEqual(isConfirmed ? [1, 1] : [0, 0])
    ends.add(state)
  }
  expect([...ends].sort()).toEqual(['in_force', 'withdrawn'])
}, 120_000)
