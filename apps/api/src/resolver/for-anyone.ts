import type { RequestHandler } from 'express'

const methods = 'GET, HEAD, OPTIONS'

/**
 * What every answer at a printed address says, whatever it is: any site may read it, and it hangs on what was asked for. Answers
 * OPTIONS, and refuses what would change something.
 */
export const forAnyone: RequestHandler = (req, res, next) => {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Link, Location',
    Vary: 'Accept, Accept-Language',
  })
  if (req.method === 'GET' || req.method === 'HEAD') return next()
  res.set({
    Allow: methods,
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': 'Accept, Accept-Language, Cache-Control',
    'Access-Control-Max-Age': '86400',
    'Cache-Control': 'no-store',
  })
  res.status(req.method === 'OPTIONS' ? 204 : 405).end()
}
