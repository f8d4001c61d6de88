import type { Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { importFile } from '../exchange/import-file.ts'
import { readSample } from '../sample-file.ts'

/** What the sample file says the answers are. */
export interface Expected {
  readonly trace_back: Record<string, string[]>
  readonly trace_forward: Record<string, string[]>
  readonly remaining: Record<string, number>
  readonly address_on: Record<string, string>
}

/** Imports the sample data and answers what it expects. */
export async function givenSample(db: DataSource): Promise<Expected> {
  const text = await readSample()
  await importFile(db, { kind: 'operator' }, text, { importedAt: '2026-11-23T03:00:00.000Z' })
  return JSON.parse(text).expected
}

/** The id behind a name of the file, of batches or any other kind. */
export async function idOf(db: DataSource, reference: string, kind?: string): Promise<Id> {
  const rows: { id: Id }[] = await db.query(
    'SELECT id FROM reference WHERE reference = $1 AND ($2::text IS NULL OR kind = $2)',
    [reference, kind],
  )
  const [row] = rows
  if (!row || rows.length > 1) throw new Error(`${rows.length} × ${reference}`)
  return row.id
}

/** The names of the file for these ids. */
export async function namesOf(db: DataSource, ids: readonly Id[]): Promise<string[]> {
  const rows: { reference: string }[] = await db.query('SELECT reference FROM reference WHERE id = ANY($1)', [
    ids,
  ])
  return rows.map(({ reference }) => reference)
}
