import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import {
  approveInvite,
  claimInvite,
  findInvite,
  listInvites,
  revokeInvite,
} from '../../accounts/invite-store.ts'
import { readPeople } from '../../accounts/list-people.ts'
import { type Scope, withTenant } from '../../db/with-tenant.ts'
import { readPersonNames } from '../../devices/device-session-store.ts'
import { findDevice, listDeviceKeys, markRevoked } from '../../devices/device-store.ts'
import { decide, findQuarantined, listQuarantined } from '../../devices/quarantine-store.ts'
import { deleteExports, findExport } from '../../privacy/export-store.ts'
import { erasePrivate, listPrivate } from '../../privacy/private-store.ts'
import { decideRecall, findRecall, listRecalls } from '../../recalls/recall-store.ts'
import { givenPerson, wholeArea } from '../given-people.ts'
import type { Tenant } from './tenant.ts'
import { createWorld, type World } from './world.ts'

/** The first wall taken away: stores are asked for what is B's, in a transaction that acts for somebody else. */
let world: World
let B: Tenant
let ids: Record<'invite' | 'quarantine' | 'recall' | 'export', Id>
beforeAll(async () => {
  world = await createWorld()
  B = world.B
  const idOf = async (table: string, column = 'id') => {
    const found = await world.asOwner(
      `SELECT ${column} AS id FROM ${table} WHERE organization_id = '${B.id}'`,
    )
    return (found[0] as { id: Id }).id
  }
  ids = {
    ...{ invite: await idOf('invite'), quarantine: await idOf('quarantine', 'event_id') },
    ...{ recall: await idOf('recall'), export: await idOf('export') },
  }
})
afterAll(() => world?.stop())

const now = new Date()
/** As if a caller's area, which the first wall reads, were the whole country. */
const everywhere = [...wholeArea, { level: 'province' as const, code: '01', validFrom: '1997-01-01' }]
const sight = () => ({ organizationId: B.id, area: everywhere })

type Read = (tx: EntityManager) => Promise<unknown>
const reads: Record<string, Read> = {
  people: (tx) => readPeople(tx, B.id),
  'names of people': async (tx) => [...(await readPersonNames(tx, [B.admin.accountId]))],
  invites: (tx) => listInvites(tx, B.id),
  'an invite': (tx) => findInvite(tx, ids.invite),
  phones: (tx) => listDeviceKeys(tx, B.id),
  'a phone': (tx) => findDevice(tx, B.deviceId),
  quarantine: (tx) => listQuarantined(tx, B.id),
  'an entry of the quarantine': (tx) => findQuarantined(tx, ids.quarantine),
  'private fields': (tx) => listPrivate(tx, B.id, [B.versionEntry, B.eventEntry]),
  recalls: async (tx) =>
    (await listRecalls(tx, sight())).filter(({ organizationId }) => organizationId === B.id),
  'a recall': (tx) => findRecall(tx, sight(), ids.recall),
  'an export': (tx) => findExport(tx, ids.export, B.admin.accountId, now),
}

/** Which of the reads find something. */
async function found(scope: Scope): Promise<string[]> {
  const names: string[] = []
  for (const [name, read] of Object.entries(reads)) {
    const answer = await withTenant(world.db, scope, read)
    if (answer !== undefined && !(Array.isArray(answer) && answer.length === 0)) names.push(name)
  }
  return names
}

test('the second wall alone keeps everything private of one organization from another (V8.4.1)', async () => {
  expect(await found({ organizationId: B.id })).toEqual(Object.keys(reads))
  expect(await found({ organizationId: world.A.id })).toEqual([])
})

test('a list that forgot to say whose it is holds the tenant’s own only (V8.4.1)', async () => {
  const [people, invites] = await withTenant(world.db, { organizationId: world.A.id }, async (tx) => [
    await readPeople(tx),
    await listInvites(tx),
  ])
  const owners = [...(people ?? []), ...(invites ?? [])].map(({ organizationId }) => organizationId)
  expect(new Set(owners)).toEqual(new Set([world.A.id]))
})

test('it lets an inspector past for the area of the account, whatever area the first wall was told (V8.4.1)', async () => {
  const { accountId } = await givenPerson(world.db, 'inspector', world.inspectorate)
  const scope = { organizationId: world.inspectorate, inspectorId: accountId }
  expect(await found(scope)).toEqual([])
  const wider = await givenPerson(world.db, 'inspector', world.inspectorate, { area: everywhere })
  const inside = await found({ ...scope, inspectorId: wider.accountId })
  expect(inside).toEqual(['private fields', 'recalls', 'a recall'])
})

test('it shows an operator people and invites, and nothing else that is private (V8.4.1)', async () => {
  const { session } = world.operator
  const scope = { organizationId: session.organizationId, isOperator: true }
  expect(await found(scope)).toEqual(['people', 'names of people', 'invites', 'an invite'])
})

test('nothing of another tenant is changed through it (V8.4.1)', async () => {
  const state = () =>
    world.asOwner(
      ['invite', 'device', 'quarantine', 'recall', 'export', 'disclosure']
        .map((table) => `SELECT md5(string_agg(t::text, '' ORDER BY t::text)) AS hash FROM ${table} t`)
        .join(' UNION ALL '),
    )
  const before = await state()
  const by = world.A.admin.accountId
  const changed = await withTenant(world.db, { organizationId: world.A.id }, async (tx) => {
    await decide(tx, ids.quarantine, 'rejected', { by, reason: 'x', now })
    await decideRecall(tx, ids.recall, { state: 'in_force', by, at: now })
    await deleteExports(tx, B.id)
    return [
      await revokeInvite(tx, ids.invite, now),
      await claimInvite(tx, ids.invite, by, now),
      await approveInvite(tx, ids.invite, by, now),
      await markRevoked(tx, B.deviceId, by, now),
      await erasePrivate(tx, [B.versionEntry, B.eventEntry], ['name', 'phone', 'buyer']),
    ]
  })
  expect(changed).toEqual([false, false, false, false, 0])
  expect(await state()).toEqual(before)
})
