import type { SessionView } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { withTenant } from '../db/with-tenant.ts'
import { findAccount, findName } from './account-store.ts'
import { type Caller, freshForMs, type Session } from './caller.ts'
import { listFactors } from './factor-store.ts'
import { readOrganizationNames } from './view-invite.ts'

/** Who the caller is. Of somebody who still owes the second factor it says only how to give it. */
export async function viewCaller(db: DataSource, caller: Caller): Promise<SessionView> {
  const session = 'session' in caller ? caller.session : undefined
  return session ? viewSession(db, session) : { kind: 'anonymous' }
}

export function viewSession(db: DataSource, session: Session): Promise<SessionView> {
  const { accountId, organizationId, kind, owes } = session
  return withTenant(db, session, async (tx) => {
    const factors = [...new Set((await listFactors(tx, accountId)).map((factor) => factor.kind))]
    if (owes) return { kind: 'pending', owes, factors }
    const account = await findAccount(tx, accountId)
    const organizationName = await readOrganizationNames(tx, [organizationId])
    const { freshAt, deviceId } = session
    return {
      kind,
      organization: { id: organizationId, name: organizationName(organizationId) },
      person: { id: accountId, name: (await findName(tx, accountId)) ?? '', phone: account?.phone ?? '' },
      factors,
      ...(kind === 'inspector' && account ? { area: account.area } : {}),
      ...(freshAt ? { freshUntil: new Date(freshAt.getTime() + freshForMs).toISOString() } : {}),
      ...(deviceId ? { deviceId } : {}),
    }
  })
}
