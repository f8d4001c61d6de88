import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { pageStyle } from '@nguon/web/public'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * What runs: our own scripts. Only the worker that reads codes with WebAssembly may compile any; a worker goes by the policy of its
 * own script, so neither the page that starts it nor any other is let.
 */
const scriptsOf = ({ url = '' }: IncomingMessage): string =>
  /^\/app\/assets\/wasm-worker-[\w-]+\.js$/.test(url) ? "'self' 'wasm-unsafe-eval'" : "'self'"

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
        scriptSrc: [scriptsOf],
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
