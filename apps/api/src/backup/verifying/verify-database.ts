import { leafHash, type OpenCheckpoint, type VerifierKey } from '@nguon/transparency'
import type pg from 'pg'
import { DataSource, type EntityManager } from 'typeorm'
import { typeormOptions } from '../../db/connection.ts'
import { countRows, listWaiting } from './leaf-rows.ts'
import { createProblems, type Problems } from './problems.ts'
import { chainsOf } from './verify-chains.ts'
import { verifyDisclosures } from './verify-disclosures.ts'
import { type Verified, verifyTree } from './verify-tree.ts'

interface VerifyParts {
  /** Connection options of the owner, who may act as the role that reads. */
  readonly owner: pg.ClientConfig
  readonly key: VerifierKey | undefined
  /** The last checkpoint that was published, as it is kept outside the database. */
  readonly published?: OpenCheckpoint | undefined
  readonly onProgress?: (done: number, total: number) => void
}

/** What was found. */
export interface Verdict {
  /** Sealed, and waiting to be. */
  readonly entries: number
  readonly waiting: number
  readonly checkpoints: number
  /** Whether the signatures of the checkpoints were checked: not without a key. */
  readonly signatures: boolean
  /** Private fields that entries stand for, and how many of them are there; the others were erased, or never came. */
  readonly commitments: number
  readonly disclosures: number
  /** How many entries were published and are not there. */
  readonly behind: number
  readonly problems: readonly string[]
  readonly problemCount: number
}

/**
 * Computes everything again that can be computed from the bytes of the entries, and holds the database against it: leaves, nodes,
 * checkpoints, the history of each batch and subject, private fields. It changes nothing, and sees one moment.
 */
export async function verifyDatabase({ owner, key, published, onProgress }: VerifyParts): Promise<Verdict> {
  const db = await new DataSource(typeormOptions(asBackup(owner), 1)).initialize()
  const problems = createProblems()
  try {
    return await db.transaction('REPEATABLE READ', async (tx) => {
      await tx.query('SET TRANSACTION READ ONLY')
      const total = onProgress ? await countRows(tx, 'event') : 0
      const chains = chainsOf(tx, problems)
      const onEntries = async (entries: readonly Verified[], size: number) => {
        await chains.check(entries)
        onProgress?.(size, total)
      }
      const known = published ? [published] : []
      const { size, checkpoints } = await verifyTree({ tx, problems, key, known, onEntries })
      const waiting = await verifyWaiting(tx, problems)
      await chains.check(waiting)
      if ((await countRows(tx, 'event')) !== size + waiting.length)
        problems.add('there are entries that are neither sealed nor wait for it')
      const commitments = await chains.finish()
      const disclosures = await verifyDisclosures(tx, problems)
      return {
        ...{ entries: size, waiting: waiting.length, checkpoints, signatures: key !== undefined },
        ...{ commitments, disclosures, behind: Math.max((published?.size ?? 0) - size, 0) },
        ...{ problems: problems.list, problemCount: problems.count() },
      }
    })
  } finally {
    await db.destroy()
  }
}

/** The owner, as the role that reads the rows of everyone and can do nothing else. */
const asBackup = (owner: pg.ClientConfig): pg.ClientConfig => ({
  ...owner,
  options: `${owner.options ?? ''} -c role=nguon_backup`,
})

async function verifyWaiting(tx: EntityManager, problems: Problems): Promise<Verified[]> {
  return (await listWaiting(tx)).flatMap(({ id, entry, leafHash: kept }) => {
    if (!entry || !kept?.equals(leafHash(entry))) {
      problems.add(`the entry ${id}, which is not sealed yet, is not the one that was recorded`)
      return []
    }
    return [{ id, leafHash: kept, entry }]
  })
}
