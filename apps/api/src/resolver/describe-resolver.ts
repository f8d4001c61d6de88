import { buildResolverDescription } from '@nguon/gs1'
import { Router } from 'express'
import { forAnyone } from './for-anyone.ts'

const path = '/.well-known/gs1resolver'

/** Says that this is a GS1 resolver, of GTINs: our own codes are no GS1 numbers, so nothing is claimed of them. */
export function describeResolver(origin: string): Router {
  const router = Router()
  const description = buildResolverDescription({ root: origin, name: 'Nguồn', keys: ['01'] })
  router.all(path, forAnyone)
  router.get(path, (_req, res) => void res.set('Cache-Control', 'public, max-age=3600').json(description))
  return router
}
