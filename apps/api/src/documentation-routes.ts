import { openApiDocument } from '@nguon/contract/openapi'
import { renderReference } from '@nguon/web/public'
import { Router } from 'express'

/** The API reference: OpenAPI 3.1, and the same to read. */
export function documentationRoutes(publicUrl: string): Router {
  const router = Router()
  let document: ReturnType<typeof openApiDocument> | undefined
  const read = () => {
    document ??= openApiDocument(publicUrl)
    return document
  }
  router.get('/docs/openapi.json', (_req, res) => {
    res.set('Cache-Control', 'no-cache').json(read())
  })
  router.get('/docs', (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('html').send(renderReference(read()))
  })
  return router
}
