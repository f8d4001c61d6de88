import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'

declare global {
  namespace Express {
    interface Request {
      /** Told to the caller with every failure, and in every line of the log. */
      id: string
      /** Logs an error that nobody expected. */
      logFailure(error: unknown, what: string): void
    }
  }
}

/** Reading what may be read is not logged; what was refused is (ASVS 16.3.3). */
const isQuiet = (method: string, status: number): boolean => /^(GET|HEAD)$/.test(method) && status < 400

const serializers = {
  req: ({ id, method, originalUrl }: Request) => ({ id, method, path: originalUrl.split('?')[0] }),
  res: ({ statusCode }: Response) => ({ statusCode }), // its headers hold the session's token
  err: ({ name, message, stack, code }: Error & { code?: unknown }) => ({ type: name, message, stack, code }), // a statement's values are people's
}

/** Numbers every request, and logs what was changed or refused when it is answered, or its caller has gone. */
export function logRequests(logger: Logger): RequestHandler {
  const log = logger.child({}, { serializers })
  return (req, res, next) => {
    const began = Date.now()
    const reqId = randomUUID()
    req.id = reqId
    req.logFailure = (err, what) => log.error({ reqId, err }, what)
    res.on('close', () => {
      if (isQuiet(req.method, res.statusCode)) return
      log.info({ reqId, req, res, responseTime: Date.now() - began }, 'request completed')
    })
    next()
  }
}
