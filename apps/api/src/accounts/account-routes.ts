import { api } from '@nguon/contract'
import type { Request } from 'express'
import { type Door, type Exchange, serve } from '../http.ts'
import { listPresent } from '../subjects/subject-store.ts'
import type { AccountParts, Origin } from './account-parts.ts'
import { addPasskey, addTotp, beginNewPasskey, beginTotp } from './add-factor.ts'
import { type Caller, sessionOf } from './caller.ts'
import { changePassword } from './change-password.ts'
import { beginPasskey, confirmPasskey, confirmPassword, confirmTotp } from './confirm-factor.ts'
import { clearToken, setToken } from './cookie.ts'
import { listFactors } from './factor-store.ts'
import { join } from './join.ts'
import { labelOf } from './label-of.ts'
import { networkOf } from './network-of.ts'
import type { Opened } from './open-session.ts'
import { removeFactor } from './remove-factor.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { viewCaller, viewSession } from './view-session.ts'

/** Signing in and out, joining, and the person's own factors. */
export function accountRoutes(door: Door, parts: AccountParts): void {
  const { db } = parts
  const opened = async (result: Opened, { res }: Exchange) => {
    setToken(res, result.token, result.expiresAt)
    return viewSession(db, result.session)
  }
  const done = async (action: Promise<void>) => {
    await action
    return { done: true } as const
  }

  serve(door, api.getSession, (_input, caller) => viewCaller(db, caller))
  serve(door, api.signIn, async (input, caller, exchange) =>
    opened(await signIn(parts, input, originOf(exchange.req), openOf(caller)), exchange),
  )
  serve(door, api.join, async (input, caller, exchange) =>
    opened(await join(parts, input, originOf(exchange.req), openOf(caller)), exchange),
  )
  serve(door, api.signOut, async ({ keepStorage }, caller, { res }) => {
    const session = openOf(caller)
    if (session) await signOut(parts, session, { keepStorage: keepStorage === true })
    clearToken(res)
    if (session) res.set('Clear-Site-Data', keepStorage ? '"cache"' : '"cache", "storage"')
    return { kind: 'anonymous' as const }
  })
  serve(door, api.confirmPassword, async ({ password }, caller, exchange) =>
    opened(await confirmPassword(parts, sessionOf(caller), password), exchange),
  )
  serve(door, api.confirmTotp, async ({ code }, caller, exchange) =>
    opened(await confirmTotp(parts, sessionOf(caller), code), exchange),
  )
  serve(door, api.beginPasskey, async (_input, caller) => ({
    options: { ...(await beginPasskey(parts, sessionOf(caller))) },
  }))
  serve(door, api.confirmPasskey, async ({ response }, caller, exchange) =>
    opened(await confirmPasskey(parts, sessionOf(caller), response), exchange),
  )
  serve(door, api.beginTotp, (_input, caller) => beginTotp(parts, caller))
  serve(door, api.addTotp, async ({ code }, caller, exchange) =>
    opened(await addTotp(parts, caller, code), exchange),
  )
  serve(door, api.beginNewPasskey, async (_input, caller) => ({
    options: { ...(await beginNewPasskey(parts, caller)) },
  }))
  serve(door, api.addPasskey, async (input, caller, exchange) =>
    opened(await addPasskey(parts, caller, input), exchange),
  )
  serve(door, api.listFactors, async (_input, caller) => {
    const factors = await listFactors(db.manager, sessionOf(caller).accountId)
    return {
      items: factors.map(({ id, kind, name, addedAt, lastUsedAt }) => ({
        ...{ id, factor: kind, addedAt: addedAt.toISOString() },
        ...(name === null ? {} : { name }),
        ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
      })),
    }
  })
  serve(door, api.removeFactor, ({ id }, caller) => done(removeFactor(parts, sessionOf(caller), id)))
  serve(door, api.changePassword, async (input, caller, exchange) =>
    opened(await changePassword(parts, caller, input), exchange),
  )
  serve(door, api.listOrganizations, async () => {
    const items = await listPresent(db.manager, 'organization')
    return { items: items.map(({ id, data }) => ({ id, data })) }
  })
}

/** Where a call comes from, for limits and for the audit. */
export const originOf = (req: Request): Origin => ({
  network: networkOf(req),
  label: labelOf(req.get('User-Agent')),
})

/** The session that the browser has, complete or not. */
const openOf = (caller: Caller) => ('session' in caller ? caller.session : undefined)
