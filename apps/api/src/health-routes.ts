import { Router } from 'express'
import type { DataSource } from 'typeorm'

/** `/healthz`: the process is up. `/readyz`: the database answers and is migrated. */
export function healthRoutes(db: DataSource): Router {
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
      .json({ status: ready ? 'ready' : 'database away' })
  })
  return router
}
