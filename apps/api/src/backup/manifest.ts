import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Instant } from '@nguon/domain'
import * as z from 'zod'
import { StartError } from '../config.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/) // it stands in statements

const TableFile = z.strictObject({
  name: Name,
  columns: z.array(Name).min(1),
  rows: z.int().min(0),
  /** Of the bytes of `tables/<name>.copy.gz`. */
  sha256: Hash,
})
/** What a backup says of one of its tables. */
export type TableFile = z.infer<typeof TableFile>

const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: Instant,
  /** Every migration that had run, oldest first: the form of the tables. */
  migrations: z.array(z.string()).min(1),
  /** The note of the last checkpoint of the log; null before the first. */
  checkpoint: z.string().nullable(),
  /** The public key of the log, in the form of signed notes; null where the backup was made without its data folder. */
  logKey: z.string().nullable(),
  tables: z.array(TableFile),
  /** The number each sequence gives next. */
  sequences: z.record(Name, z.string().regex(/^\d+$/)),
  files: z.strictObject({
    count: z.int().min(0),
    bytes: z.int().min(0),
    /** Noted in the database, and not there when the backup was made. */
    missing: z.array(Hash),
  }),
  withKeys: z.boolean(),
})
/** What a backup says of itself: written last, so that a backup without one is not whole. */
export type Manifest = z.infer<typeof Manifest>

export const manifestFile = 'manifest.json'

export const tablePath = (folder: string, { name }: Pick<TableFile, 'name'>): string =>
  join(folder, 'tables', `${name}.copy.gz`)

/** @throws {StartError} when the folder is no backup, or one of a later program */
export function readManifest(folder: string): Manifest {
  let text: string
  try {
    text = readFileSync(join(folder, manifestFile), 'utf8')
  } catch (cause) {
    throw new StartError(`${folder} is not a whole backup: it has no ${manifestFile}.`, { cause })
  }
  const manifest = Manifest.safeParse(parseJson(text))
  if (manifest.success) return manifest.data
  throw new StartError(
    `${join(folder, manifestFile)} is damaged, or of a later version:\n${z.prettifyError(manifest.error)}`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
