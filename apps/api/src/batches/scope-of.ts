import { type AreaUnit, DomainError, type Id } from '@nguon/domain'
import type { Caller } from '../accounts/caller.ts'

/**
 * Whose batches the caller sees: staff their own organization's, an inspector those in the area.
 *
 * @throws {DomainError} `UNAUTHENTICATED` for who is not signed in
 */
export function scopeOf(caller: Caller): { organizationId?: Id; area?: readonly AreaUnit[] } {
  switch (caller.kind) {
    case 'operator':
      return {}
    case 'inspector':
      return { area: caller.area }
    case 'staff':
    case 'admin':
      return { organizationId: caller.organizationId }
    default:
      throw new DomainError('UNAUTHENTICATED', 'sign in first')
  }
}
