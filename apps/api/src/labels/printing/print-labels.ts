import { type LabelOrder, type LabelPrintView, labelsAtOnce, labelsInPrint } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../../accounts/audit.ts'
import { type Caller, sessionOf } from '../../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../../db/with-tenant.ts'
import { assertLasting } from './lasting-address.ts'
import { assertStart, type Press, preparePrint } from './prepare-print.ts'
import { insertPrint, type NewPrint, readPrint, viewOfPrint } from './print-store.ts'

/**
 * Prints labels: freezes what stands on them. A demo prints samples; nobody prints labels that point nowhere tomorrow. The same id
 * again changes nothing and answers as before.
 *
 * @throws {DomainError} `ADDRESS_NOT_LASTING`, `LABEL_RANGE_TAKEN` for too many at once, and as {@link preparePrint}
 */
export function printLabels(
  db: DataSource,
  press: Press,
  caller: Caller,
  { id, ...order }: LabelOrder & { readonly id: Id },
  now: Date,
): Promise<LabelPrintView> {
  if (!press.demo) assertLasting(press.publicUrl)
  const { organizationId, accountId } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const { isSample: _isSample, ...prepared } = await preparePrint(tx, press, organizationId, order)
    const by = { id, organizationId, printedBy: accountId, printedAt: now }
    return keep(tx, { ...prepared, ...by, state: stateFor(prepared) })
  })
}

/** What is asked of a reprint. */
export interface ReprintRequest {
  /** Of the earlier print. */
  readonly id: Id
  readonly newId: Id
  readonly first: number
  readonly last: number
  readonly start: number
  readonly reason: string
}

/**
 * Prints labels of an earlier print again: the same layout, words and codes, whatever product or batch are called by now. Who did it
 * and why stands in the audit.
 *
 * @throws {DomainError} `NOT_FOUND`, `LABEL_RANGE_TAKEN` for labels that the earlier print did not have
 */
export function reprintLabels(
  db: DataSource,
  caller: Caller,
  { id, newId, first, last, start, reason }: ReprintRequest,
  now: Date,
): Promise<LabelPrintView> {
  const { organizationId, accountId } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const print = await readPrint(tx, organizationId, id)
    if (first < print.first || last > print.last || first > last)
      throw new DomainError('LABEL_RANGE_TAKEN', 'not labels of this print')
    assertStart(print.frozen.file.medium, start)
    const frozen = { ...print.frozen, file: { ...print.frozen.file, start } }
    const [runId, batchId] = [print.runId ?? undefined, print.batchId ?? undefined]
    const range = { first, last, state: stateFor({ first, last }) }
    const by = { organizationId, printedBy: accountId, printedAt: now, reprintOf: id, reason }
    const view = await keep(tx, { id: newId, frozen, runId, batchId, ...range, ...by })
    await noteAudit(tx, caller, 'labels_reprinted', { about: `${first}–${last}: ${reason}` })
    return view
  })
}

async function keep(tx: EntityManager, print: NewPrint): Promise<LabelPrintView> {
  const isNew = await insertPrint(tx, print)
  const kept = await readPrint(tx, print.organizationId, print.id).catch((error: unknown) => {
    throw isNew ? error : new DomainError('ID_REUSED', 'the id was used for another print')
  })
  const same = kept.first === print.first && kept.last === print.last && kept.runId === (print.runId ?? null)
  if (!same) throw new DomainError('ID_REUSED', 'the id was used for another print')
  return viewOfPrint(kept)
}

/** A few are drawn while they are fetched, many in the background. */
function stateFor({ first, last }: { readonly first: number; readonly last: number }): 'ready' | 'waiting' {
  const count = last - first + 1
  if (count > labelsInPrint)
    throw new DomainError('LABEL_RANGE_TAKEN', `at most ${labelsInPrint} labels at once`)
  return count <= labelsAtOnce ? 'ready' : 'waiting'
}
