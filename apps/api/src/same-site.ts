import { DomainError } from '@nguon/domain'
import type { RequestHandler } from 'express'

/**
 * Refuses what another site makes a browser send (ASVS 3.5.1, 3.5.3): a call that changes something must say that it comes from
 * our own pages, by Sec-Fetch-Site or, where the browser does not send that, by Origin. Programs send `Origin` themselves.
 *
 * @param publicUrl our own origin
 */
export function refuseCrossSite(publicUrl: string): RequestHandler {
  const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
  return (req, _res, next) => {
    if (safe.has(req.method)) return next()
    const site = req.headers['sec-fetch-site']
    const isOurs = site === undefined ? req.headers.origin === publicUrl : site === 'same-origin'
    if (!isOurs) throw new DomainError('CROSS_SITE', `send Origin: ${publicUrl}`)
    next()
  }
}
