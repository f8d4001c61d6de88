import { DomainError, type ErrorCode } from '@nguon/domain'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import type { Recall } from './recall-store.ts'

/**
 * Why the caller, who sees the recall, may not confirm it. It takes a second person: of a voluntary recall anyone of the
 * organization, or an inspector with the organization in the area; of a mandatory one another inspector, of any area: the one who
 * proposed it has every batch in the area.
 */
export function refusalToConfirm(recall: Recall, caller: Caller): ErrorCode | undefined {
  if (recall.state !== 'proposed') return 'ALREADY_DECIDED'
  if (recall.proposedBy === sessionOf(caller).accountId) return 'SECOND_PERSON_REQUIRED'
  if (caller.kind === 'inspector')
    return recall.kind === 'mandatory' || recall.inArea ? undefined : 'NOT_ALLOWED'
  const isOwn =
    (caller.kind === 'staff' || caller.kind === 'admin') && recall.organizationId === caller.organizationId
  return recall.kind === 'voluntary' && isOwn ? undefined : 'NOT_ALLOWED'
}

/** Why the caller, who sees the recall, may not take it back: that is for the admins or inspectors of who proposed it. */
export function refusalToWithdraw(recall: Recall, caller: Caller): ErrorCode | undefined {
  if (recall.state !== 'proposed') return 'ALREADY_DECIDED'
  const proposers = recall.kind === 'voluntary' ? 'admin' : 'inspector'
  const isOwn = 'organizationId' in caller && recall.organizationId === caller.organizationId
  return caller.kind === proposers && isOwn ? undefined : 'NOT_ALLOWED'
}

const reasons: Partial<Record<ErrorCode, string>> = {
  ALREADY_DECIDED: 'the recall is decided already',
  SECOND_PERSON_REQUIRED: 'a recall takes two: another person confirms it',
  NOT_ALLOWED: 'this recall is decided by others',
}

/** Throws a refusal. */
export function assertNotRefused(code: ErrorCode | undefined): void {
  if (code) throw new DomainError(code, reasons[code] ?? code)
}
