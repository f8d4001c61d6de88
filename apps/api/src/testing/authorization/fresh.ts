import { type Id, newId, type PersonKind } from '@nguon/domain'
import { born, given, kg, touched } from '@nguon/domain/testing'
import type { DataSource, EntityManager } from 'typeorm'
import { insertInvite } from '../../accounts/invite-store.ts'
import { withTenant } from '../../db/with-tenant.ts'
import { recordEvent } from '../../events/record-event.ts'
import { insertExport } from '../../privacy/export-store.ts'
import type { FrozenBatch } from '../../recalls/frozen.ts'
import { insertRecall } from '../../recalls/recall-store.ts'
import { operator } from '../given.ts'
import { type GivenPerson, givenPerson } from '../given-people.ts'
import { happened } from './records.ts'
import type { Tenant } from './tenant.ts'

type Owner = Pick<Tenant, 'id' | 'admin' | 'canaries' | 'deviceId'>

let sequence = 0

/** Private rows of an organization, each new and with its canary, inside the organization's transaction. */
export function privateParts(tx: EntityManager, { id, admin, canaries, deviceId }: Owner) {
  const now = new Date()
  return {
    invite: (more: { recovers?: Id; kind?: PersonKind; awaitsApproval?: boolean; name?: string } = {}) => {
      const { recovers, kind = 'staff', awaitsApproval = false, name = canaries.people } = more
      const invite = { organizationId: id, kind, name, area: undefined, recovers, awaitsApproval }
      return insertInvite(tx, { ...invite, createdBy: admin.accountId }, now)
    },
    /** An entry that a phone sent after it was removed; answers its event's id. */
    async quarantined(lot: Id): Promise<Id> {
      const mark = { keyId: deviceId, sequence: ++sequence, signature: 'A'.repeat(86) }
      const details = { reason: canaries.quarantine }
      const event = happened('hold', id, [touched(lot)], { details, device: mark })
      await tx.query(
        `INSERT INTO quarantine (event_id, organization_id, device_id, sequence, request, received_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [event.id, id, deviceId, sequence, JSON.stringify({ event }), now],
      )
      return event.id
    },
    /** A recall that the admin proposed; answers its id. */
    async recall(batchIds: readonly Id[]): Promise<Id> {
      const what = { kind: 'voluntary' as const, drill: false, start: { batchIds: [...batchIds] } }
      const recall = { id: newId(), organizationId: id, ...what, startedAt: null }
      const words = { reason: canaries.recall, publicMessage: canaries.recall, decisionNumber: null }
      const set = batchIds.map((batchId) => frozenBatch(batchId, id))
      await insertRecall(tx, { ...recall, ...words, proposedBy: admin.accountId }, set, now)
      return recall.id
    },
    /** A note for the organization to read. */
    async audited(): Promise<void> {
      await tx.query(
        `INSERT INTO audit (id, organization_id, at, action, account_id, label, about, from_outside)
         VALUES ($1, $2, $3, 'invited', $4, $5, $5, false)`,
        [newId(), id, now, admin.accountId, canaries.audit],
      )
    },
    exported: async (accountId: Id): Promise<Id> => {
      const content = Buffer.from(JSON.stringify({ note: canaries.export }))
      return (await insertExport(tx, { organizationId: id, accountId, content }, now)).id
    },
  }
}

/** A lot as a recall freezes it. */
export const frozenBatch = (id: Id, organizationId: Id): FrozenBatch => ({
  ...{ id, organizationId, kind: 'harvest', stopped: true, lines: [] },
})

/** One such row, in a transaction of its own. */
export const givenPrivate = <T>(
  db: DataSource,
  tenant: Owner,
  make: (parts: ReturnType<typeof privateParts>) => Promise<T>,
): Promise<T> => withTenant(db, { organizationId: tenant.id }, (tx) => make(privateParts(tx, tenant)))

let lots = 0

/** A lot of the organization that nobody has touched. */
export async function givenLotOf(db: DataSource, { id, product, canaries }: Tenant): Promise<Id> {
  const lot = newId()
  const birth = born('harvest', product, `${canaries.batch}${(++lots).toString(36).toUpperCase()}`)
  await recordEvent(db, operator, { event: happened('purchase', id, [given(lot, kg('10'), birth)]) })
  return lot
}

/** Somebody of the organization, whose name is a canary. */
export const givenColleague = (
  db: DataSource,
  { id, canaries }: Tenant,
  kind: 'staff' | 'admin' = 'staff',
  more: { passwordHash?: string } = {},
): Promise<GivenPerson> => givenPerson(db, kind, id, { name: canaries.people, ...more })
