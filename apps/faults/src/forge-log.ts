import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  appendLeaves,
  formatSignerKey,
  generateKey,
  leafHash,
  parseSignerKey,
  rootFromFrontier,
  type SignerKey,
  signCheckpoint,
} from '@nguon/transparency'
import { asOwner } from './postgres.ts'
import { type Tampering, withoutTriggers } from './tamper-kinds.ts'

/** Where a server keeps what was published last. */
const lastOf = (dataDir: string): string => join(dataDir, 'log', 'checkpoint.last')
const keyFileOf = (dataDir: string): string => join(dataDir, 'keys', 'log.key')

/**
 * What an operator can do who means to: makes tables, checkpoint and files agree on a history that is not the one that was shown.
 * PostgreSQL must run.
 *
 * @returns forges the files too; to be called when the server has ended, which writes them as long as it runs
 */
export async function forgeLog(dataDir: string, forge: NonNullable<Tampering['forge']>): Promise<() => void> {
  if (forge === 'older checkpoint') {
    const note = await readNewest(dataDir)
    return () => writeFileSync(lastOf(dataDir), note)
  }
  const own = await readKey(dataDir)
  const key = forge === 'other key' ? await generateKey(own.name) : own
  if (forge === 'other history') await rewriteLastEntry(dataDir)
  const note = await rebuildTree(dataDir, key)
  return () => {
    writeFileSync(keyFileOf(dataDir), `${formatSignerKey(key)}\n`)
    writeFileSync(lastOf(dataDir), note)
  }
}

const readKey = (dataDir: string): Promise<SignerKey> =>
  parseSignerKey(readFileSync(keyFileOf(dataDir), 'utf8').trimEnd())

async function readNewest(dataDir: string): Promise<string> {
  const [row] = await asOwner<{ note: string }>(
    dataDir,
    'SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1',
  )
  if (!row) throw new Error('no checkpoint to forge')
  return row.note
}

/** Another text in the last entry, with its hash wherever that stands: no later entry names it. */
async function rewriteLastEntry(dataDir: string): Promise<void> {
  const [row] = await asOwner<{ id: string; entry: Buffer }>(
    dataDir,
    'SELECT id, entry FROM event JOIN log_leaf ON event_id = id ORDER BY idx DESC LIMIT 1',
  )
  if (!row) throw new Error('no entry to forge')
  const entry = Buffer.from(row.entry.toString().replace('tưới', 'phun'))
  const hash = `decode('${Buffer.from(leafHash(entry)).toString('hex')}', 'hex')`
  await asOwner(
    dataDir,
    withoutTriggers(
      `UPDATE event SET entry = decode('${entry.toString('hex')}', 'hex'), leaf_hash = ${hash} WHERE id = '${row.id}';
       UPDATE event_batch SET leaf_hash = ${hash} WHERE event_id = '${row.id}';
       UPDATE log_leaf SET leaf_hash = ${hash} WHERE event_id = '${row.id}'`,
    ),
  )
}

/** The whole tree anew over the leaves that are there, with one checkpoint. @returns its note */
async function rebuildTree(dataDir: string, key: SignerKey): Promise<string> {
  const leaves = await asOwner<{ hash: Buffer }>(
    dataDir,
    'SELECT leaf_hash AS hash FROM log_leaf ORDER BY idx',
  )
  const { frontier, nodes } = appendLeaves(
    0,
    [],
    leaves.map(({ hash }) => hash),
  )
  const root = rootFromFrontier(frontier)
  const note = await signCheckpoint({ origin: key.name, size: leaves.length, root }, key)
  const rows = nodes.map(
    ({ level, index, hash }) => `(${level}, ${index}, decode('${Buffer.from(hash).toString('hex')}', 'hex'))`,
  )
  await asOwner(
    dataDir,
    withoutTriggers(
      `DELETE FROM log_node; DELETE FROM log_checkpoint; INSERT INTO log_node (level, idx, hash) VALUES ${rows.join()};
       INSERT INTO log_checkpoint (size, root, note, at)
       VALUES (${leaves.length}, decode('${Buffer.from(root).toString('hex')}', 'hex'), '${note}', now())`,
    ),
  )
  return note
}
