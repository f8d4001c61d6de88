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
  const decided = recalls.flatMap(({ proposedBy, decidedBy, closedBy }) => [proposedBy, decidedBy, closedBy])
  const personName = await readNamer(tx, caller, decided)
  const present = await readPresent(tx, [...new Set(recalls.map(({ organizationId }) => organizationId))])
  return recalls.map((recall) => ({
    ...whatOf(recall),
    organizationName: nameOf(present.get(recall.organizationId)),
    proposedBy: personName(recall.proposedBy),
    ...(recall.decidedBy === null ? {} : { decidedBy: personName(recall.decidedBy) }),
    ...(recall.closedBy === null ? {} : { closedBy: personName(recall.closedBy) }),
    mayConfirm: refusalToConfirm(recall, caller) === undefined,
  }))
}

/** A recall without people. */
function whatOf(recall: Recall) {
  const { id, organizationId, kind, drill, start, batches, reason, state } = recall
  const { publicMessage, decisionNumber, conclusion, startedAt, proposedAt, decidedAt, closedAt } = recall
  const isDone = decidedAt !== null && state !== 'withdrawn'
  return {
    ...{ id, organizationId, kind, drill, start, batches, reason, state },
    ...(publicMessage === null ? {} : { publicMessage }),
    ...(decisionNumber === null ? {} : { decisionNumber }),
    ...(conclusion === null ? {} : { conclusion }),
    ...(startedAt === null ? {} : { startedAt: startedAt.toISOString() }),
    proposedAt: proposedAt.toISOString(),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(isDone ? { seconds: (decidedAt.getTime() - (startedAt ?? proposedAt).getTime()) / 1000 } : {}),
    ...(closedAt === null ? {} : { closedAt: closedAt.toISOString() }),
  }
}

/** The one recall of a command. */
export async function viewRecall(tx: EntityManager, caller: Caller, recall: Recall): Promise<RecallView> {
  const [view] = await viewRecalls(tx, caller, [recall])
  return view as RecallView
}

const Person = z.object({ id: z.string(), organizationId: z.string(), name: z.string().nullable() })

/** How the caller reads these people: by name where they are the caller's own, else as their organization. */
export async function readNamer(
  tx: EntityManager,
  caller: Caller,
  accountIds: readonly (Id | null)[],
): Promise<(id: Id) => string> {
  const people = await readPeople(tx, caller, accountIds)
  const present = await readPresent(tx, [
    ...new Set([...people.values()].map(({ organizationId }) => organizationId)),
  ])
  return (id) => {
    const person = people.get(id)
    return person?.name ?? (person ? nameOf(present.get(person.organizationId)) : '')
  }
}

/** Whose people they are; with a name where they are the caller's own. */
async function readPeople(
  tx: EntityManager,
  caller: Caller,
  accountIds: readonly (Id | null)[],
): Promise<Map<Id, z.infer<typeof Person>>> {
  const ids = accountIds.filter((id) => id !== null)
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
