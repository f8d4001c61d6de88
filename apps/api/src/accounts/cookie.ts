import { parse } from 'node:querystring'
import type { Request, Response } from 'express'

/** `__Host-`: only over https or on localhost, for this host alone and the whole of it (ASVS 3.3.1, 3.3.3). */
export const cookieName = '__Host-sid'

/** The session token that the browser sent. */
export function readToken(req: Request): string | undefined {
  const cookies = parse(req.headers.cookie ?? '', '; ', '=', { maxKeys: 50 })
  const token = cookies[cookieName]
  return typeof token === 'string' && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined
}

/** Gives the browser a token (ASVS 3.3.2, 3.3.4: a link opens signed in, a script never reads it). */
export function setToken(res: Response, token: string, expiresAt: Date): void {
  res.cookie(cookieName, token, {
    ...{ secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
    expires: expiresAt,
  })
}

export function clearToken(res: Response): void {
  res.clearCookie(cookieName, { secure: true, httpOnly: true, sameSite: 'lax', path: '/' })
}
