import type { PersonKind } from '@nguon/domain'

interface Limits {
  /** Without a call for so long, the session ends. */
  readonly idleMs: number
  /** So long after signing in it ends in any case. */
  readonly absoluteMs: number
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/** How long sessions live (ASVS 7.3.1, 7.3.2): the phone of staff stays signed in, an official's desk does not. */
export const sessionLimits: Record<PersonKind, Limits> = {
  staff: { idleMs: 30 * day, absoluteMs: 180 * day },
  admin: { idleMs: 14 * day, absoluteMs: 90 * day },
  inspector: { idleMs: 30 * minute, absoluteMs: 12 * hour },
  operator: { idleMs: 30 * minute, absoluteMs: 12 * hour },
}

/** How long the second step of signing in, or setting it up, may take. */
export const pendingMs = 15 * minute

/** How exactly the last call is noted: not at every call, which would write a row each. */
export const seenEveryMs: Record<PersonKind, number> = {
  staff: hour,
  admin: hour,
  inspector: minute,
  operator: minute,
}
