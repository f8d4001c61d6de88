import { DomainError, type Id, type PrivateField } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { openAll } from '../events/disclosures.ts'
import { openEvent } from '../events/entry.ts'
import {
  listConsents,
  listEventsOfActor,
  listMemberVersions,
  listPrivate,
  type PrivateRow,
  sinceOf,
  type VersionRow,
} from './private-store.ts'

/** The private field of an event that speaks of the member who acted; the others speak of third persons. */
export const fieldsOfActor: readonly PrivateField[] = ['performedBy']

/** Where a member stands in the history: the entries that the private fields about the member are beside. */
export interface MemberEntries {
  readonly versions: readonly VersionRow[]
  readonly events: readonly ReturnType<typeof openEvent>[]
  /** Of the versions every field, of the events {@link fieldsOfActor}. */
  readonly privately: readonly PrivateRow[]
}

/** @throws {DomainError} `NOT_FOUND` when it is no member of the organization */
export async function readMemberEntries(
  tx: EntityManager,
  organizationId: Id,
  memberId: Id,
): Promise<MemberEntries> {
  const versions = await listMemberVersions(tx, organizationId, memberId)
  if (versions.length === 0) throw new DomainError('NOT_FOUND', `no member ${memberId}`)
  const events = (await listEventsOfActor(tx, organizationId, memberId)).map(({ entry }) => openEvent(entry))
  const own = await listPrivate(
    tx,
    organizationId,
    versions.map(({ entryId }) => entryId),
  )
  const acted = await listPrivate(
    tx,
    organizationId,
    events.map(({ event }) => event.id),
  )
  const ofActor: readonly string[] = fieldsOfActor
  return { versions, events, privately: [...own, ...acted.filter(({ field }) => ofActor.includes(field))] }
}

/** What is kept about a member, inside the tenant; of the events what the member did and when, and nothing of third persons. */
export async function readMemberData(
  tx: EntityManager,
  organizationId: Id,
  memberId: Id,
): Promise<Record<string, unknown>> {
  const { versions, events, privately } = await readMemberEntries(tx, organizationId, memberId)
  const fieldsOf = (id: Id) =>
    openAll(privately.filter(({ entryId }) => entryId === id).map(({ disclosure }) => disclosure))
  const version = (row: VersionRow) => ({ recordedAt: row.recordedAt, ...sinceOf(row), ...row.data })
  return {
    member: { id: memberId, organizationId },
    versions: versions.map((row) => ({ id: row.entryId, ...version(row), private: fieldsOf(row.entryId) })),
    consents: (await listConsents(tx, organizationId, memberId)).map((row) => ({
      id: row.entryId,
      ...version(row),
    })),
    events: events.map(({ event: { id, type, occurredAt }, recordedAt }) => {
      return { id, type, occurredAt, recordedAt, private: fieldsOf(id) }
    }),
  }
}
