import { upload } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type * as z from 'zod'
import { assertMayCall, type Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { insertFile } from './file-store.ts'
import type { FileVault } from './file-vault.ts'
import { inspectFile } from './inspect-file.ts'
import { defaultWidthPx, renderCopy } from './render-copy.ts'

export type StoredFile = z.infer<typeof upload.output>

export interface FileRequest {
  readonly declaredMime: string
  readonly bytes: Uint8Array
}

/**
 * Keeps a file for the caller's organization, byte for byte, or throws and keeps nothing. The same file again changes nothing
 * and answers as before. A picture that cannot be decoded is refused while its sender still has it.
 *
 * @throws {DomainError} what {@link inspectFile} refuses; `NOT_ALLOWED` for who acts for no organization
 */
export async function storeFile(
  db: DataSource,
  vault: FileVault,
  caller: Caller,
  { declaredMime, bytes }: FileRequest,
): Promise<StoredFile> {
  const organizationId = organizationOf(caller)
  const mime = inspectFile(bytes, declaredMime)
  const copy = mime === 'application/pdf' ? undefined : await renderCopy(bytes, defaultWidthPx)
  const sha256 = await vault.keep(bytes)
  if (copy) await vault.keepCopy(sha256, defaultWidthPx, copy)
  await withTenant(db, scopeOfCaller(caller), (tx) =>
    insertFile(tx, { sha256, bytes: bytes.length, mime, organizationId, uploadedAt: new Date() }),
  )
  return { sha256, bytes: bytes.length, mime }
}

/** Whose file it will be. @throws {DomainError} `UNAUTHENTICATED` or `NOT_ALLOWED` */
export function organizationOf(caller: Caller): Id {
  assertMayCall(caller, upload.who)
  if ('organizationId' in caller && caller.organizationId !== undefined) return caller.organizationId
  throw new DomainError('NOT_ALLOWED', 'files are kept for an organization: you act for none')
}
