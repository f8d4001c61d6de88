import { createHash } from 'node:crypto'
import { pageStyle } from '@nguon/web/public'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Headers on every answer: no inline script, inline style only where it is the public page's own, nobody frames us. */
export function securityHeaders(https: boolean): RequestHandler[] {
  const styleHash = `'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`
  const policies: RequestHandler = (_req, res, next) => {
    res.setHeader('Permissions-Policy', 'camera=(self), microphone=(), geolocation=(self), payment=()')
    next()
  }
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", styleHash],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    crossOriginEmbedderPolicy: false,
  })
  return [headers, policies]
}
