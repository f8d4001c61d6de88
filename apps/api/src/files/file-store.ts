import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { type FileRow, FileTable } from '../db/tables.ts'

/** Notes that the organization brought a file. The same file again changes nothing. */
export async function insertFile(tx: EntityManager, row: FileRow): Promise<void> {
  await tx.createQueryBuilder().insert().into(FileTable).values(row).orIgnore().execute()
}

/** Notes which files an entry names, by hash: from now on the public may see them. */
export async function insertShownFiles(
  tx: EntityManager,
  entry: { readonly id: Id; readonly organizationId: Id },
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return
  await tx.query(
    `INSERT INTO shown_file (sha256, event_id, organization_id)
     SELECT sha256, $1, $2 FROM unnest($3::text[]) AS named(sha256) ON CONFLICT DO NOTHING`,
    [entry.id, entry.organizationId, hashes],
  )
}

const SeenFile = z.object({ mime: z.string(), isPublic: z.boolean() })
export type SeenFile = z.infer<typeof SeenFile>

/**
 * A file as the public or one organization may see it. Public is what an entry names whose organization brought the file itself:
 * naming the hash of another's file shows nothing.
 *
 * @param organizationId whose own files are seen too; undefined: the public
 * @returns undefined when there is none, or it may not be seen
 */
export async function findFile(
  tx: EntityManager,
  sha256: string,
  organizationId: Id | undefined,
): Promise<SeenFile | undefined> {
  const rows: unknown = await tx.query(
    `SELECT mime, "isPublic" FROM (
       SELECT file.mime, file.organization_id, EXISTS (SELECT FROM shown_file link
         WHERE link.sha256 = file.sha256 AND link.organization_id = file.organization_id) AS "isPublic"
       FROM file WHERE file.sha256 = $1) seen
     WHERE "isPublic" OR organization_id = $2 ORDER BY "isPublic" DESC LIMIT 1`,
    [sha256, organizationId],
  )
  return z.array(SeenFile).parse(rows)[0]
}

/** Which of these files an organization has brought, by hash. */
export async function findKept(
  tx: EntityManager,
  organizationId: Id,
  hashes: readonly string[],
): Promise<Map<string, { bytes: number; mime: string }>> {
  if (hashes.length === 0) return new Map()
  const rows: { sha256: string; bytes: number; mime: string }[] = await tx.query(
    'SELECT sha256, bytes, mime FROM file WHERE sha256 = ANY($1) AND organization_id = $2',
    [hashes, organizationId],
  )
  return new Map(rows.map(({ sha256, bytes, mime }) => [sha256, { bytes, mime }]))
}
