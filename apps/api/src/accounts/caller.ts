import type { Access } from '@nguon/contract'
import { type AreaUnit, DomainError, type Id, type PersonKind } from '@nguon/domain'

/** What a person's sign-in is to the server. */
export interface Session {
  readonly id: Id
  readonly accountId: Id
  readonly organizationId: Id
  readonly kind: PersonKind
  /** The key of the phone, where it has registered one. */
  readonly deviceId: Id | undefined
  /** What the browser calls itself, in words. */
  readonly label: string
  /** When the person last confirmed who they are. */
  readonly freshAt: Date | undefined
  readonly owes: 'second_factor' | 'enrolment' | undefined
}

/** Who asks. Every command and every store call on private data takes it. `session` is absent on the command line only. */
export type Caller =
  | { readonly kind: 'anonymous' }
  /** Has given the password and owes the second factor. */
  | { readonly kind: 'pending'; readonly session: Session }
  | { readonly kind: 'staff' | 'admin'; readonly organizationId: Id; readonly session?: Session }
  | {
      readonly kind: 'inspector'
      readonly organizationId: Id | undefined
      readonly area: readonly AreaUnit[]
      readonly session?: Session
    }
  | { readonly kind: 'operator'; readonly session?: Session }
  /** A phone that was removed, and has entries from before. */
  | {
      readonly kind: 'device'
      readonly deviceId: Id
      readonly organizationId: Id
      readonly accountId: Id
      readonly revokedAt: Date
    }

export const anonymous: Caller = { kind: 'anonymous' }

/** Throws unless the caller is one of those the endpoint is for. */
export function assertMayCall(caller: Caller, who: readonly Access[]): void {
  if (who.includes(caller.kind)) return
  if (caller.kind === 'anonymous' || caller.kind === 'pending' || caller.kind === 'device')
    throw new DomainError('UNAUTHENTICATED', 'sign in first')
  throw new DomainError('NOT_ALLOWED', `not for ${caller.kind}`)
}

/** The organization the caller acts for; the operator acts for every one and names it. */
export function assertActsFor(caller: Caller, organizationId: Id): void {
  if (caller.kind === 'operator') return
  if ('organizationId' in caller && caller.organizationId === organizationId) return
  throw new DomainError('NOT_FOUND', 'no such organization')
}

/** The session of a caller that is a person. */
export function sessionOf(caller: Caller): Session {
  if ('session' in caller && caller.session) return caller.session
  throw new DomainError('UNAUTHENTICATED', 'sign in first')
}

/** How long a confirmation opens what asks for a fresh one. */
export const freshForMs = 5 * 60_000

/** Throws unless the person confirmed who they are within the last 5 minutes (ASVS 7.5.3). */
export function assertFresh(caller: Caller, now: Date): void {
  const { freshAt } = sessionOf(caller)
  if (freshAt && now.getTime() - freshAt.getTime() < freshForMs) return
  throw new DomainError('FRESH_FACTOR_REQUIRED', 'confirm who you are')
}
