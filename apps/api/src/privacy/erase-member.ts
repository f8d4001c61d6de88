import { DomainError, type Id, newId, type PrivateField, privateFields } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { eraseDecided, hasUndecided } from '../devices/quarantine-store.ts'
import { openAll } from '../events/disclosures.ts'
import { tellsName } from '../subjects/pseudonym.ts'
import { appendVersion } from '../subjects/record-version.ts'
import { lockSubject } from '../subjects/subject-store.ts'
import { deleteExports } from './export-store.ts'
import { fieldsOfActor, type MemberEntries, readMemberEntries } from './member-data.ts'
import { erasePrivate, type PrivateRow } from './private-store.ts'

/**
 * Deletes the private fields about a member of the admin's organization: every one of the member's versions, and `performedBy` of
 * the events in which the member acted. Other fields of those events (buyer, invoice, driver …) are other people's. The entries
 * stay as they are, byte for byte, and an `erasure` version says that their fields are gone, and why. What was decided in the
 * quarantine loses its private fields too. Erasing again erases 0.
 *
 * @param of the member's organization, which the command line names: whoever runs the server acts there for all of them
 * @returns how many fields were deleted, an entry of the quarantine counted as one
 * @throws {DomainError} `NOT_FOUND` for a member that is not the admin's; `INVALID_REQUEST` when the reason tells who it is;
 *   `QUARANTINE_FIRST` while an entry in which the member acted waits there: recording it would bring the name back
 */
export async function eraseMember(
  db: DataSource,
  caller: Caller,
  { memberId, reason, of }: { memberId: Id; reason: string; of?: Id },
  now: Date,
): Promise<{ erased: number }> {
  const organizationId = caller.kind === 'admin' ? caller.organizationId : of
  if (organizationId === undefined || (caller.kind !== 'admin' && caller.kind !== 'operator'))
    throw new DomainError('NOT_FOUND', `no member ${memberId}`)
  return withTenant(db, scopeOfCaller(caller, organizationId), async (tx) => {
    await lockSubject(tx, memberId) // one erasure of a member after the other; and no version meanwhile
    const member = await readMemberEntries(tx, organizationId, memberId)
    assertTellsNobody(reason, member.privately)
    if (await hasUndecided(tx, organizationId, memberId))
      throw new DomainError('QUARANTINE_FIRST', 'decide on what waits in quarantine first')
    const erased = (await eraseFields(tx, member)) + (await eraseDecided(tx, organizationId, memberId))
    if (erased === 0) return { erased }
    for (const entryIds of chunksOf(member.privately)) {
      const subject = { kind: 'erasure' as const, id: newId() }
      const capturedAt = now.toISOString()
      const data = { entryIds, reason }
      await appendVersion(
        tx,
        caller,
        { version: { v: 1, id: newId(), organizationId, subject, capturedAt, data } },
        {},
      )
    }
    await deleteExports(tx, organizationId) // one of them may hold what is erased
    await noteAudit(tx, caller, 'erased', { organizationId, about: memberId })
    return { erased }
  })
}

async function eraseFields(tx: EntityManager, { versions, events }: MemberEntries): Promise<number> {
  const all = Object.keys(privateFields) as PrivateField[]
  const own = await erasePrivate(
    tx,
    versions.map(({ entryId }) => entryId),
    all,
  )
  const acted = await erasePrivate(
    tx,
    events.map(({ event }) => event.id),
    fieldsOfActor,
  )
  return own + acted
}

/** The entries that lose a field, as many as one version may name at a time. */
function chunksOf(privately: readonly PrivateRow[]): Id[][] {
  const ids = [...new Set(privately.map(({ entryId }) => entryId))].sort()
  return Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, index) =>
    ids.slice(index * mostIds, (index + 1) * mostIds),
  )
}
const mostIds = 500

/** Throws when the reason, which stands in the history for ever, has the name or the phone number that is to be erased. */
function assertTellsNobody(reason: string, privately: readonly PrivateRow[]): void {
  const digits = (text: string) => text.replace(/\D/g, '')
  for (const { disclosure } of privately) {
    const { name, performedBy, phone } = openAll([disclosure])
    const told = name ?? performedBy
    if (
      (told !== undefined && tellsName(reason, told)) ||
      (phone !== undefined && digits(phone) !== '' && digits(reason).includes(digits(phone)))
    )
      throw new DomainError('INVALID_REQUEST', 'reason: say why, not who: it is never erased', [
        { code: 'INVALID_REQUEST', message: 'say why, not who: it is never erased', path: 'reason' },
      ])
  }
}
