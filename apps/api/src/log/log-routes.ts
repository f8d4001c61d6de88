import { logApi, logFiles } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import { formatTlogProof } from '@nguon/transparency'
import type { RequestHandler, Response } from 'express'
import type { DataSource } from 'typeorm'
import { findEntry } from '../events/event-store.ts'
import { type Door, type Exchange, serve, serveBytes } from '../http.ts'
import type { MissGuard } from '../resolver/miss-guard.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { findLeafByHash, findLeaves, hasCheckpoints } from './leaf-store.ts'
import type { Published } from './published.ts'
import { readLoggedTrace } from './read-logged-trace.ts'
import { readConsistency, readInclusions, textOfProof } from './read-proofs.ts'
import type { Witnesses } from './witnesses.ts'

export interface LogRoutes {
  readonly db: DataSource
  readonly readPublished: () => Promise<Published>
  /** Makes the serials of labels. */
  readonly serialKey: Buffer
  readonly missGuard: MissGuard
  readonly witnesses?: Witnesses | undefined
}

/** What is served here is for everybody, so pages of anyone may ask for it and check it. */
export const forAnyOrigin: RequestHandler = (_req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*')
  next()
}

/** Of what never changes. */
export const forEver = 'public, max-age=31536000, immutable'

/** Proofs that anybody may ask for: of an entry, of two sizes, of the whole history of a code, and one to keep. */
export function logRoutes(door: Door, routes: LogRoutes): void {
  const open = ['/api/v1/log', '/api/v1/trace', logFiles.getReceipt.path]
  door.router.use(open, forAnyOrigin)
  proofRoutes(door, routes)
  traceRoute(door, routes)
  receiptRoute(door, routes)
}

function proofRoutes(door: Door, { db, readPublished }: LogRoutes): void {
  serve(door, logApi.proveInclusion, async ({ leaf, size }, _caller, { res }) => {
    await assertPublished(db, await readPublished(), size)
    const found = await findLeafByHash(db.manager, Buffer.from(leaf, 'hex'))
    if (!found || found.index >= size)
      throw new DomainError('NOT_FOUND', `no such leaf among the first ${size}`)
    const [proof = []] = await readInclusions(db.manager, [found.index], size)
    keep(res, `${found.index}-${size}`)
    return { index: found.index, size, proof: textOfProof(proof) }
  })

  serve(door, logApi.proveConsistency, async ({ from, to }, _caller, { res }) => {
    if (from === 0 || from > to) throw new DomainError('INVALID_REQUEST', 'send 1 ≤ from ≤ to')
    await assertPublished(db, await readPublished(), from, to)
    const proof = await readConsistency(db.manager, from, to)
    keep(res, `${from}-${to}`)
    return { from, to, proof: textOfProof(proof) }
  })
}

function traceRoute(door: Door, { db, readPublished, serialKey, missGuard }: LogRoutes): void {
  serve(door, logApi.getLoggedTrace, async ({ code }, _caller, { req, res }) => {
    missGuard.assertOpen(req)
    const published = await readPublished()
    const asked = { rawPath: `/${code}`, key: serialKey }
    try {
      const trace = await atOneMoment(db, (tx) => readLoggedTrace(tx, asked, published))
      res.set('Cache-Control', 'public, max-age=2')
      return trace
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CODE_UNKNOWN') await missGuard.miss(req)
      throw error
    }
  })
}

function receiptRoute(door: Door, { db, readPublished, witnesses }: LogRoutes): void {
  serveBytes(door, logFiles.getReceipt, async ({ id }, _caller, res) => {
    const published = await readPublished()
    const text = await readReceipt(db, id, [witnesses?.lastSeen(), published], res)
    res.set({
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${id}.tlog-proof"`,
      'Cache-Control': 'public, max-age=86400', // it stays true; one that is asked for later leads to a later checkpoint
    })
    res.send(Buffer.from(text))
  })
}

/** Throws unless the log was signed at these sizes, and that may be shown. */
async function assertPublished(db: DataSource, { size }: Published, ...sizes: number[]): Promise<void> {
  if (sizes.some((each) => each > size) || !(await hasCheckpoints(db.manager, sizes)))
    throw new DomainError('NOT_FOUND', 'the log was never signed at this size')
}

/** The same question has the same answer for ever. */
function keep(res: Exchange['res'], tag: string): void {
  res.set({ 'Cache-Control': forEver, ETag: `"${tag}"` })
}

/** @param checkpoints in the order in which they are preferred */
async function readReceipt(
  db: DataSource,
  id: string,
  checkpoints: readonly (Published | undefined)[],
  res: Response,
): Promise<string> {
  const found = await findEntry(db.manager, id)
  if (!found) throw new DomainError('NOT_FOUND', `no entry ${id}`)
  const [leaf] = await findLeaves(db.manager, [id])
  const published = checkpoints.find((each) => leaf && each && leaf.index < each.size)
  if (!leaf || !published) {
    res.set('Retry-After', '1')
    throw new DomainError('NOT_FOUND', 'not sealed yet: try again in a second')
  }
  const [proof = []] = await readInclusions(db.manager, [leaf.index], published.size)
  return formatTlogProof({ extra: found.entry, index: leaf.index, proof, checkpoint: published.note })
}
