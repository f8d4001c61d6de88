import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { AuditView } from '@nguon/contract'
import { newId, platformId } from '@nguon/domain'
import { noteAudit } from '../accounts/audit.ts'
import { withTenant } from '../db/with-tenant.ts'
import { givenOrganization, givenVersion } from '../testing/given.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { type GivenFarm, givenFarm, type PrivacyApp, startPrivacyApp } from './testing/given-privacy.ts'

let app: PrivacyApp
let farm: GivenFarm
let other: GivenFarm
let inspector: GivenPerson
let inspectorate: string
beforeAll(async () => {
  app = await startPrivacyApp()
  farm = await givenFarm(app.db, 'CANARY-A')
  other = await givenFarm(app.db, 'CANARY-B')
  inspectorate = (await givenOrganization(app.db)).id
  const data = { kind: 'inspectorate', name: 'Chi cục Thái Nguyên', status: 'active' } as const
  await givenVersion(app.db, 'organization', inspectorate, { ...data, addresses: [] }, inspectorate)
  inspector = await givenPerson(app.db, 'inspector', inspectorate, { name: 'Cán bộ CANARY-I' })
})
afterAll(() => app.database.drop())

const pageFor = async (who: GivenPerson, query = ''): Promise<{ items: AuditView[]; next?: string }> =>
  (await app.listAudit(who, query)).body

test('an organization reads what was noted about it, newest first, in words; of outsiders whose they are (V16.2.1)', async () => {
  await app.getPrivate(farm.admin, farm.member.entryId)
  await app.getPrivate(inspector, farm.step)
  await withTenant(app.db, { organizationId: farm.id }, (tx) =>
    noteAudit(tx, farm.admin.caller, 'device_revoked', { about: farm.worker.accountId }),
  )
  await app.erase(farm.admin, { memberId: farm.member.id })
  await app.getPrivate(other.admin, other.member.entryId)
  const { items, next } = await pageFor(farm.admin)
  expect(next).toBeUndefined()
  const mine = { by: farm.admin.name, from: 'Chrome · Android', fromOutside: false }
  expect(items.map(({ id: _id, at: _at, ...item }) => item)).toEqual([
    { ...mine, action: 'erased', about: 'Hộ thành viên A1' },
    { ...mine, action: 'device_revoked', about: farm.worker.name },
    {
      ...{ action: 'private_read', by: 'Chi cục Thái Nguyên', from: 'Chrome · Android' },
      ...{ about: farm.step, fromOutside: true },
    },
    { ...mine, action: 'private_read', about: farm.member.entryId },
  ])
  expect(JSON.stringify(items)).not.toMatch(/CANARY-[BI]/)
  expect([...items].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(items)
})

test('pages follow each other without a gap or a repetition', async () => {
  const org = await givenFarm(app.db, 'CANARY-C')
  for (let count = 0; count < 7; count++) await app.getPrivate(org.admin, org.step)
  const all = (await pageFor(org.admin)).items
  expect(all).toHaveLength(7)
  const read: AuditView[] = []
  let after = ''
  for (const expected of [3, 3, 1]) {
    const page = await pageFor(org.admin, `?limit=3${after}`)
    expect(page.items).toHaveLength(expected)
    read.push(...page.items)
    after = `&after=${page.next}`
  }
  expect(after).toBe('&after=undefined')
  expect(read).toEqual(all)
})

test('an inspector reads the inspectorate’s own notes, the operator the platform’s, staff none (V8.3.1)', async () => {
  const operator = await givenPerson(app.db, 'operator')
  for (const [who, organizationId] of [
    [inspector, inspectorate],
    [operator, platformId],
  ] as const)
    await withTenant(app.db, { organizationId }, (tx) =>
      noteAudit(tx, who.caller, 'signed_in', { about: newId() }),
    )
  for (const who of [inspector, operator]) {
    const { items } = await pageFor(who)
    expect(items).toMatchObject([{ action: 'signed_in', by: who.name, fromOutside: false }])
  }
  expect((await app.listAudit(farm.worker)).status).toBe(403)
})
