import { type AreaUnit, type Id, newId, type PersonKind, platformId } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller, Session } from '../accounts/caller.ts'
import { cookieName } from '../accounts/cookie.ts'
import { callerOf } from '../accounts/read-caller.ts'
import { insertSession } from '../accounts/session-store.ts'
import { withTenant } from '../db/with-tenant.ts'

/** Thái Nguyên since Bắc Kạn became part of it, and Bắc Kạn before. */
export const wholeArea: readonly AreaUnit[] = [
  { level: 'province', code: '19', validFrom: '2025-07-01' },
  { level: 'province', code: '06', validFrom: '2008-08-01', validTo: '2025-06-30' },
]

/** A person who is signed in, with the cookie that says so. */
export interface GivenPerson {
  readonly accountId: Id
  readonly name: string
  readonly phone: string
  readonly caller: Caller
  readonly session: Session
  readonly cookie: string
}

let count = 0

/** A person with an account and an open, fresh session; without a password, which the test sets where it matters. */
export async function givenPerson(
  db: DataSource,
  kind: PersonKind,
  organizationId: Id = platformId,
  more: { area?: readonly AreaUnit[]; passwordHash?: string; now?: Date; name?: string } = {},
): Promise<GivenPerson> {
  const accountId = newId()
  const area = more.area ?? (kind === 'inspector' ? wholeArea : [])
  const number = ++count
  const name = more.name ?? `Người ${number}`
  const phone = `09${String(process.pid % 10_000).padStart(4, '0')}${String(number).padStart(4, '0')}`
  const now = more.now ?? new Date()
  const opened = await withTenant(db, { organizationId }, async (tx) => {
    await tx.query(
      'INSERT INTO account (id, organization_id, kind, phone, password_hash, area) VALUES ($1, $2, $3, $4, $5, $6)',
      [accountId, organizationId, kind, phone, more.passwordHash, JSON.stringify(area)],
    )
    await tx.query(
      'INSERT INTO membership (account_id, organization_id, name, added_at) VALUES ($1, $2, $3, $4)',
      [accountId, organizationId, name, now],
    )
    return insertSession(tx, {
      accountId,
      organizationId,
      kind,
      label: 'Chrome · Android',
      owes: undefined,
      now,
    })
  })
  const { session, token } = opened
  const caller = callerOf(session, area)
  return { accountId, name, phone, caller, session, cookie: `${cookieName}=${token}` }
}
