import type { RecallView } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { Caller } from '../accounts/caller.ts'
import { nameOf } from '../batches/list-batches.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { refusalToConfirm } from './may-decide.ts'
import type { Recall } from './recall-store.ts'

/**
 * Recalls as the caller reads them. Who proposed and who decided stand by name among their own people; another organization's
 * person is private, and stands as the organization.
 */
export async function viewRecalls(
  tx: EntityManager,
  caller: Caller,
  recalls: readonly Recall[],
): Promise<RecallView[]> {
  const people = await readPeople(tx, caller, recalls)
  const organizations = [...people.values(), ...recalls].map(({ organizationId }) => organizationId)
  const present = await readPresent(tx, [...new Set(organizations)])
  const organizationName = (id: Id): string => nameOf(present.get(id))
  const personName = (id: Id): string => {
    const person = people.get(id)
    return person?.name ?? (person ? organizationName(person.organizationId) : '')
  }
  return recalls.map((recall) => ({
    id: recall.id,
    organizationId: recall.organizationId,
    organizationName: organizationName(recall.organizationId),
    kind: recall.kind,
    batchIds: recall.batchIds,
    reason: recall.reason,
    ...(recall.publicMessage === null ? {} : { publicMessage: recall.publicMessage }),
    ...(recall.decisionNumber === null ? {} : { decisionNumber: recall.decisionNumber }),
    state: recall.state,
    proposedBy: personName(recall.proposedBy),
    proposedAt: recall.proposedAt.toISOString(),
    ...(recall.decidedBy === null ? {} : { decidedBy: personName(recall.decidedBy) }),
    ...(recall.decidedAt === null ? {} : { decidedAt: recall.decidedAt.toISOString() }),
    mayConfirm: refusalToConfirm(recall, caller) === undefined,
  }))
}

/** The one recall of a command. */
export async function viewRecall(tx: EntityManager, caller: Caller, recall: Recall): Promise<RecallView> {
  const [view] = await viewRecalls(tx, caller, [recall])
  return view as RecallView
}

const Person = z.object({ id: z.string(), organizationId: z.string(), name: z.string().nullable() })

/** Whose people proposed and decided; with a name where they are the caller's own. */
async function readPeople(
  tx: EntityManager,
  caller: Caller,
  recalls: readonly Recall[],
): Promise<Map<Id, z.infer<typeof Person>>> {
  const ids = recalls.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy ?? proposedBy])
  const own = 'organizationId' in caller ? caller.organizationId : undefined
  const rows: unknown = await tx.query(
    `SELECT account.id, account.organization_id AS "organizationId", membership.name FROM account
     LEFT JOIN membership ON membership.account_id = account.id AND membership.organization_id = $2
     WHERE account.id = ANY($1)`,
    [[...new Set(ids)], own],
  )
  return new Map(
    z
      .array(Person)
      .parse(rows)
      .map((person) => [person.id, person]),
  )
}
