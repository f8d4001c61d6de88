import { DomainError, type ErrorCode, type Id } from '@nguon/domain'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import type { Lift } from './lift-store.ts'
import type { Recall } from './recall-store.ts'

/**
 * Why the caller, who sees the recall, may not confirm it. It takes a second person: of a voluntary recall anyone of the
 * organization, or an inspector with the organization in the area; of a mandatory one another inspector, of any area: the one who
 * proposed it has every batch in the area. A drill takes no second person: an admin or inspector of who proposed it.
 */
export function refusalToConfirm(recall: Recall, caller: Caller): ErrorCode | undefined {
  if (recall.state !== 'proposed') return 'ALREADY_DECIDED'
  if (recall.drill) return refusalToLead(recall, caller)
  return refusalAsSecond(recall, recall.proposedBy, caller)
}

/** Why the caller may not be the second person of a decision on the recall that `proposedBy` proposed. */
function refusalAsSecond(recall: Recall, proposedBy: Id, caller: Caller): ErrorCode | undefined {
  if (proposedBy === sessionOf(caller).accountId) return 'SECOND_PERSON_REQUIRED'
  if (caller.kind === 'inspector')
    return recall.kind === 'mandatory' || recall.inArea ? undefined : 'NOT_ALLOWED'
  const isOwn =
    (caller.kind === 'staff' || caller.kind === 'admin') && recall.organizationId === caller.organizationId
  return recall.kind === 'voluntary' && isOwn ? undefined : 'NOT_ALLOWED'
}

/** Why the caller, who sees the recall, may not take it back: that is for the admins or inspectors of who proposed it. */
export function refusalToWithdraw(recall: Recall, caller: Caller): ErrorCode | undefined {
  return recall.state === 'proposed' ? refusalToLead(recall, caller) : 'ALREADY_DECIDED'
}

/** Why the caller may not go on with a recall that is in force (lift, close): that is for those who may propose one there. */
export function refusalToGoOn(recall: Recall, caller: Caller): ErrorCode | undefined {
  return recall.state === 'in_force' ? refusalToLead(recall, caller) : 'ALREADY_DECIDED'
}

/** Why the caller may not be the second person of a lift: as of the recall itself. */
export function refusalToLift(recall: Recall, lift: Lift, caller: Caller): ErrorCode | undefined {
  if (recall.state !== 'in_force' || lift.state !== 'proposed') return 'ALREADY_DECIDED'
  return refusalAsSecond(recall, lift.proposedBy, caller)
}

/** Admins of the organization, inspectors of the inspectorate: who may propose one. */
function refusalToLead(recall: Recall, caller: Caller): ErrorCode | undefined {
  const proposers = recall.kind === 'voluntary' ? 'admin' : 'inspector'
  return caller.kind === proposers && isOwnOf(recall, caller) ? undefined : 'NOT_ALLOWED'
}

/** Whether the recall is one of the caller's organization. */
export const isOwnOf = (recall: Recall, caller: Caller): boolean =>
  'organizationId' in caller && recall.organizationId === caller.organizationId

const reasons: Partial<Record<ErrorCode, string>> = {
  ALREADY_DECIDED: 'the recall is decided already',
  SECOND_PERSON_REQUIRED: 'a recall takes two: another person confirms it',
  NOT_ALLOWED: 'this recall is decided by others',
}

/** Throws a refusal. */
export function assertNotRefused(code: ErrorCode | undefined): void {
  if (code) throw new DomainError(code, reasons[code] ?? code)
}
