import type { PersonView } from '@nguon/contract'
import { AreaUnit, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import * as z from 'zod'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import type { Caller } from './caller.ts'
import { readOrganizationNames } from './view-invite.ts'

const Row = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: z.enum(['staff', 'admin', 'inspector', 'operator']),
  name: z.string(),
  phone: z.string().nullable(),
  factors: z.array(z.enum(['totp', 'passkey'])),
  area: z.array(AreaUnit),
  joinedAt: z.date(),
  lastSeenAt: z.date().nullable(),
  endedAt: z.date().nullable(),
})

/** The people of the caller's organization; of every one for the operator. Those who left come last. */
export function listPeople(db: DataSource, caller: Caller): Promise<PersonView[]> {
  const organizationId = caller.kind === 'admin' ? caller.organizationId : undefined
  return withTenant(db, scopeOfCaller(caller), (tx) => readPeople(tx, organizationId))
}

/** The people that the transaction sees, of one organization or of all. */
export async function readPeople(tx: EntityManager, organizationId?: Id): Promise<PersonView[]> {
  const rows: unknown = await tx.query(
    `SELECT account.id, account.organization_id AS "organizationId", account.kind, person.name, account.phone, account.area,
            ARRAY(SELECT DISTINCT kind FROM factor WHERE account_id = account.id ORDER BY kind) AS factors,
            person.added_at AS "joinedAt", account.ended_at AS "endedAt",
            (SELECT max(seen_at) FROM session WHERE account_id = account.id) AS "lastSeenAt"
     FROM membership person JOIN account ON account.id = person.account_id
     WHERE $1::uuid IS NULL OR person.organization_id = $1
     ORDER BY account.ended_at IS NOT NULL, person.name, account.id`,
    [organizationId],
  )
  const people = z.array(Row).parse(rows)
  const organizationName = await readOrganizationNames(
    tx,
    people.map((person) => person.organizationId),
  )
  return people.map(({ area, joinedAt, lastSeenAt, endedAt, phone, ...person }) => ({
    ...person,
    phone: phone ?? '',
    organizationName: organizationName(person.organizationId),
    joinedAt: joinedAt.toISOString(),
    ...(person.kind === 'inspector' ? { area } : {}),
    ...(lastSeenAt ? { lastSeenAt: lastSeenAt.toISOString() } : {}),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
  }))
}
