import type { ReportView } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { readReport, updateReport } from './report-store.ts'

/**
 * Notes that somebody who looks into a report has seen it or, with an answer, what was done about it.
 *
 * @throws {DomainError} `NOT_FOUND` for a report the caller does not see, `ALREADY_DECIDED` once it was answered
 */
export function answerReport(
  db: DataSource,
  caller: Caller,
  { id, answer }: { readonly id: Id; readonly answer?: string | undefined },
  at: Date,
): Promise<ReportView> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    await readReport(tx, caller, id)
    const by = sessionOf(caller).accountId
    if (!(await updateReport(tx, id, { answer, by, at })))
      throw new DomainError('ALREADY_DECIDED', 'the report was answered')
    return readReport(tx, caller, id)
  })
}
