import type { Access } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'

/** Who asks. Every command and every store call on private data takes it. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'staff' | 'admin'; readonly organizationId: Id }
  | { readonly kind: 'inspector'; readonly organizationId: Id | undefined }
  | { readonly kind: 'operator' }

export const anonymous: Caller = { kind: 'anonymous' }

/** Throws unless the caller is one of those the endpoint is for. */
export function assertMayCall(caller: Caller, who: readonly Access[]): void {
  if (who.includes(caller.kind)) return
  if (caller.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED', 'sign in first')
  throw new DomainError('NOT_ALLOWED', `not for ${caller.kind}`)
}

/** The organization the caller acts for; the operator acts for every one and names it. */
export function assertActsFor(caller: Caller, organizationId: Id): void {
  if (caller.kind === 'operator') return
  if (caller.kind !== 'anonymous' && caller.organizationId === organizationId) return
  throw new DomainError('NOT_FOUND', 'no such organization')
}
