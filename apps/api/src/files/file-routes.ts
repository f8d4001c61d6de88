import { files, upload } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import { type Request, type Response, Router } from 'express'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { type CallerOf, serveBytes } from '../http.ts'
import { findFile, type SeenFile } from './file-store.ts'
import type { FileVault } from './file-vault.ts'
import { defaultWidthPx, readCopy } from './render-copy.ts'
import { organizationOf, storeFile } from './store-file.ts'

export interface FileRoutes {
  readonly db: DataSource
  readonly vault: FileVault
  readonly callerOf: CallerOf
}

/** Sending files in, and showing those that may be seen. */
export function fileRoutes({ db, vault, callerOf }: FileRoutes): Router {
  const router = Router()
  router.post(upload.path, async (req, res) => {
    const caller = await callerOf(req)
    organizationOf(caller) // whoever may not send is not listened to
    const bytes = await readBody(req)
    const stored = await storeFile(db, vault, caller, { declaredMime: req.get('Content-Type') ?? '', bytes })
    res.status(201).set('Cache-Control', 'no-store').json(upload.output.parse(stored))
  })
  serveBytes({ router, callerOf }, files.getFile, async ({ sha256, width }, caller, res) => {
    const file = await findSeen(db, caller, sha256)
    if (!file) throw new DomainError('NOT_FOUND', 'no such file')
    const isPdf = file.mime === 'application/pdf'
    const shown = isPdf ? await vault.read(sha256) : await readCopy(vault, sha256, width ?? defaultWidthPx)
    setHeaders(res, sha256, file.isPublic, isPdf)
    res.send(shown)
  })
  return router
}

/** A file that is public, or of the caller's own organization. The public's read acts for nobody: row level security lets it see what is shown. */
function findSeen(db: DataSource, caller: Caller, sha256: string): Promise<SeenFile | undefined> {
  const own = 'organizationId' in caller ? caller.organizationId : undefined
  if (own === undefined) return findFile(db.manager, sha256, undefined)
  return withTenant(db, scopeOfCaller(caller), (tx) => findFile(tx, sha256, own))
}

/** In place of the policy of pages: that of a file has no fallback for bases and frames, so both are said. */
const filePolicy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"

/** Whatever a file holds, a browser runs nothing of it; a PDF is saved, not opened. */
function setHeaders(res: Response, sha256: string, isPublic: boolean, isPdf: boolean): void {
  const [type, disposition] = isPdf ? ['pdf', 'attachment'] : ['webp', 'inline']
  res.set({
    'Content-Type': isPdf ? 'application/pdf' : 'image/webp',
    'Content-Disposition': `${disposition}; filename="${sha256}.${type}"`,
    'Content-Security-Policy': filePolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
  })
}

/**
 * The body, read while it is at most 10 MB and only when it is of a type that we keep. (express.raw answers too late: it reads
 * what is too large to its end first.)
 *
 * @throws {DomainError} `FILE_TOO_LARGE`, `FILE_NOT_SUPPORTED`
 */
async function readBody(req: Request): Promise<Buffer> {
  if (!req.is([...upload.mime]))
    throw new DomainError('FILE_NOT_SUPPORTED', 'send a jpeg, png, webp or pdf as the body of the request')
  if (req.get('Content-Encoding') !== undefined)
    throw new DomainError('FILE_NOT_SUPPORTED', 'send the file as it is, without Content-Encoding')
  assertSize(Number(req.get('Content-Length') ?? 0))
  try {
    return await collect(req)
  } catch (error) {
    throw req.readableAborted ? new DomainError('INVALID_REQUEST', 'the upload broke off') : error
  }
}

async function collect(req: Request): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    assertSize(size)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function assertSize(bytes: number): void {
  if (bytes > upload.maxBytes) throw new DomainError('FILE_TOO_LARGE', 'the file is over 10 MB')
}
