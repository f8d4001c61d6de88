import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@nguon/domain'
import {
  canonicalBytes,
  generateKey,
  leafHash,
  type OpenCheckpoint,
  type SignerKey,
} from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { openSequencing } from '../../db/data-source.ts'
import { insertEntry } from '../../events/event-store.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { type Sealed, sealPending } from '../seal.ts'

/** A database of its own with its log, which nothing seals unless the test says so. */
export interface TestLog {
  readonly database: TestDatabase
  /** As the role that serves. */
  readonly db: DataSource
  /** As the role that seals. */
  readonly sealer: DataSource
  readonly key: SignerKey
  /** A folder of the test's own. */
  readonly folder: string
  readonly lastPath: string
  seal(known?: OpenCheckpoint): Promise<Sealed | undefined>
  drop(): Promise<void>
}

export async function createTestLog(): Promise<TestLog> {
  const database = await createTestDatabase()
  const sealer = await openSequencing(database.sequencer)
  const key = await generateKey('nguon.example.vn/log')
  const folder = mkdtempSync(join(tmpdir(), 'nguon-log-'))
  return {
    ...{ database, db: database.db, sealer, key, folder },
    lastPath: join(folder, 'log', 'checkpoint.last'),
    seal: (known) => sealPending(sealer, key, known),
    async drop() {
      await sealer.destroy()
      await database.drop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Records so many entries, shorter than real ones, in one transaction. */
export async function givenEntries(db: DataSource, count: number): Promise<string[]> {
  return db.transaction(async (tx) => {
    const ids = Array.from({ length: count }, newId)
    for (const id of ids) {
      const bytes = canonicalBytes({ v: 1, id, type: 'care' })
      const row = { id, organizationId: id, type: 'care', recordedAt: '2026-11-20T12:00:00.000Z' }
      await insertEntry(tx, row, { bytes, leafHash: leafHash(bytes) })
    }
    return ids
  })
}

/** The Merkle tree hash of RFC 6962, section 2.1, word for word; of leaf hashes. */
export function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves
  if (!first) return createHash('sha256').digest()
  if (leaves.length === 1) return first
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(naiveRoot(leaves.slice(0, k)))
    .update(naiveRoot(leaves.slice(k)))
    .digest()
}

/** Everything that the tables of the log hold, and the entries that the leaves are of. */
export async function readTables({ database }: Pick<TestLog, 'database'>) {
  const leaves = (await database.asOwner(
    `SELECT idx, log_leaf.leaf_hash AS hash, entry FROM log_leaf LEFT JOIN event ON event.id = event_id ORDER BY idx`,
  )) as { idx: string; hash: Buffer; entry: Buffer }[]
  const nodes = (await database.asOwner('SELECT level, idx, hash FROM log_node ORDER BY level, idx')) as {
    level: number
    idx: string
    hash: Buffer
  }[]
  const checkpoints = (await database.asOwner(
    'SELECT size, root, note FROM log_checkpoint ORDER BY size',
  )) as {
    size: string
    root: Buffer
    note: string
  }[]
  const pending = await database.asOwner('SELECT FROM log_pending')
  return { leaves, nodes, checkpoints, pending: pending.length }
}

/** Changes a table as only a superuser can: with the triggers that refuse it off, and on again after. */
export async function tamper(database: TestDatabase, table: string, sql: string): Promise<void> {
  await database.asOwner(
    `ALTER TABLE ${table} DISABLE TRIGGER ALL; ${sql}; ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_rows;
     ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_table`,
  )
}
