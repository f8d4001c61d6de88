import { createHash } from 'node:crypto'
import { DomainError } from '@nguon/domain'
import { formatPolicy, LogError, parseTilePath, type Tile, type VerifierKey } from '@nguon/transparency'
import { type Response, Router } from 'express'
import type { DataSource } from 'typeorm'
import { answerProblem } from '../http.ts'
import { forAnyOrigin, forEver } from './log-routes.ts'
import type { Published } from './published.ts'
import { readTile } from './read-tile.ts'
import type { Witnesses } from './witnesses.ts'

export interface TileRoutes {
  readonly db: DataSource
  readonly readPublished: () => Promise<Published>
  /** None: this server shows no log. */
  readonly key: VerifierKey | undefined
  readonly publicUrl: string
  readonly witnesses?: Witnesses | undefined
}

const plainText = 'text/plain; charset=utf-8'

/** The log as files (C2SP tlog-tiles), which a mirror copies and anybody checks; and whom to trust for it (C2SP tlog-policy). */
export function tileRoutes({ db, readPublished, key, publicUrl, witnesses }: TileRoutes): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.use('/log', forAnyOrigin)

  router.get('/log/checkpoint', async (_req, res) => {
    const published = await readPublished()
    const { note } = witnesses?.cosigned(published) ?? published
    sendFile(res, plainText, 'public, max-age=2', Buffer.from(note))
  })

  router.get('/log/policy', (_req, res) => {
    if (!key) throw new DomainError('UNAVAILABLE', 'this server shows no log')
    const { list = [], threshold = 0 } = witnesses ?? {}
    const policy = formatPolicy({ logs: [{ key, url: `${publicUrl}/log` }], witnesses: list, threshold })
    sendFile(res, plainText, 'public, max-age=3600', Buffer.from(policy))
  })

  router.get(/^\/log\/tile\//, async (req, res) => {
    const tile = tileAt(req.path)
    const { size } = await readPublished()
    const bytes = await readTile(db.manager, tile, size)
    sendFile(res, 'application/octet-stream', forEver, bytes)
  })

  router.use('/log', () => {
    throw new DomainError('NOT_FOUND', 'no such file of the log')
  })
  router.use('/log', answerProblem) // programs come here: no pages
  return router
}

/** The tile at a path as it came, before anything decodes it. @throws {DomainError} `NOT_FOUND` */
function tileAt(path: string): Tile {
  try {
    return parseTilePath(path.slice('/log/'.length))
  } catch (error) {
    if (error instanceof LogError) throw new DomainError('NOT_FOUND', error.message)
    throw error
  }
}

function sendFile(res: Response, type: string, cacheControl: string, bytes: Buffer): void {
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 27)
  res.set({ 'Content-Type': type, 'Cache-Control': cacheControl, ETag: `"${tag}"` }).send(bytes)
}
