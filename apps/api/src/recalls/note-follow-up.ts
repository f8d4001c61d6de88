import type { NoteView } from '@nguon/contract'
import { DomainError, type Id, type Quantity } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { sameRecord } from '../events/entry.ts'
import { assertNotRefused, isOwnOf } from './may-decide.ts'
import { insertNote, listNotes, type Note } from './note-store.ts'
import { lockRecall, readFrozen, sightOf } from './recall-store.ts'
import { readNamer } from './view-recalls.ts'

/** What became of goods of the recall. */
export interface NoteRequest {
  readonly id: Id
  readonly noteId: Id
  readonly batchId?: Id | undefined
  readonly outcome: NoteView['outcome']
  readonly quantity?: Quantity | undefined
  readonly party?: string | undefined
  readonly text?: string | undefined
}

/**
 * Notes what became of goods that no event tells of (a buyer who is no user destroyed them, a shop was told): people of the
 * organization whose recall it is, while it is in force. The same again changes nothing.
 *
 * @throws {DomainError} `NOT_FOUND` for a recall the caller does not see and a batch it does not reach; `NOT_ALLOWED`,
 * `ALREADY_DECIDED`, `ID_REUSED`
 */
export async function noteFollowUp(
  db: DataSource,
  caller: Caller,
  request: NoteRequest,
  now: Date,
): Promise<NoteView> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const recall = await lockRecall(tx, sightOf(caller), request.id)
    const note = noteOf(caller, request, now)
    const personName = await readNamer(tx, caller, [note.by])
    const before = (await listNotes(tx, recall.id)).find(({ id }) => id === note.id)
    if (before && !sameRecord({ ...before, at: note.at }, note)) throw reused()
    if (before) return viewNote(before, personName)
    assertNotRefused(isOwnOf(recall, caller) ? undefined : 'NOT_ALLOWED')
    assertNotRefused(recall.state === 'in_force' ? undefined : 'ALREADY_DECIDED')
    const { batchId } = note
    if (batchId !== null && !(await readFrozen(tx, recall.id)).some(({ id }) => id === batchId))
      throw new DomainError('NOT_FOUND', `the recall reaches no batch ${batchId}`)
    if (!(await insertNote(tx, recall, note))) throw reused()
    await noteAudit(tx, caller, 'recall_noted', { about: recall.id })
    return viewNote(note, personName)
  })
}

const reused = () => new DomainError('ID_REUSED', 'the id was used for another note')

const noteOf = (caller: Caller, request: NoteRequest, at: Date): Note => ({
  ...{ id: request.noteId, outcome: request.outcome, by: sessionOf(caller).accountId, at },
  batchId: request.batchId ?? null,
  quantity: request.quantity ?? null,
  party: request.party ?? null,
  text: request.text ?? null,
})

/** A note as people read it. */
export function viewNote(note: Note, personName: (id: Id) => string): NoteView {
  const { id, batchId, outcome, quantity, party, text, by, at } = note
  return {
    ...{ id, outcome, by: personName(by), at: at.toISOString() },
    ...(batchId === null ? {} : { batchId }),
    ...(quantity === null ? {} : { quantity }),
    ...(party === null ? {} : { party }),
    ...(text === null ? {} : { text }),
  }
}
