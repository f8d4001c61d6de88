import { Router } from 'express'
import type { DataSource } from 'typeorm'

/**
 * `/healthz`: the process is up. `/readyz`: the database answers and is migrated; it also says so when the log is sealed no more,
 * with which the server goes on.
 *
 * @param alarm why the log is sealed no more, if so: that is for the operator's eyes, in the server's log
 */
export function healthRoutes(db: DataSource, alarm: () => string | undefined): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_req, res) => {
    const ready = await db.query('SELECT FROM event LIMIT 1').then(
      () => true,
      () => false,
    )
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({
        status: ready ? 'ready' : 'database away',
        ...(alarm() === undefined ? {} : { log: 'sealed no more: see the log of the server' }),
      })
  })
  return router
}
