import type { AreaUnit } from '@nguon/domain'
import type { Request } from 'express'
import type { DataSource } from 'typeorm'
import { shareReads } from '../db/share-reads.ts'
import { findDeviceCaller } from '../devices/read-device.ts'
import type { CallerOf } from '../http.ts'
import { anonymous, type Caller, type Session } from './caller.ts'
import { readToken } from './cookie.ts'
import { findSessions, noteSeen } from './session-store.ts'

/**
 * Says who asks: the person of the session cookie, a phone that was removed, or a stranger. Asked at every call, by a query that
 * begins after the call came, never remembered.
 */
export function readCaller(db: DataSource, now: () => Date): CallerOf {
  const sessionsAfterNow = shareReads((tokens: ReadonlySet<string>) =>
    findSessions(db.manager, [...tokens], now()),
  )
  return async (req: Request) => {
    const token = readToken(req)
    const open = token && (await sessionsAfterNow(token)).get(token)
    if (!open) return (await findDeviceCaller(db, req, now())) ?? anonymous
    await noteSeen(db.manager, open, now())
    return callerOf(open.session, open.area)
  }
}

/** What a session makes of its person. */
export function callerOf(session: Session, area: readonly AreaUnit[]): Caller {
  const { kind, organizationId } = session
  if (session.owes) return { kind: 'pending', session }
  if (kind === 'operator') return { kind, session }
  if (kind === 'inspector') return { kind, organizationId, area, session }
  return { kind, organizationId, session }
}
