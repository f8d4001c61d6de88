import { type PackageLife, scoreScans } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import {
  type CountedScan,
  countTallies,
  insertCounted,
  keepScores,
  readBatchLives,
  readOpened,
  readSeen,
  type Tally,
} from './scan-store.ts'

/** A code that so many devices have seen is decided about: its further scans are only counted, so that none costs ever more. */
const mostDevices = 200

/** Keeps scans and what they add up to, all of them or none. */
export function keepScans(db: DataSource, scans: readonly CountedScan[], now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    const counted = await countTallies(tx, talliesOf(scans))
    const open = new Map(counted.filter(({ devices }) => devices < mostDevices).map((row) => [row.code, row]))
    await insertCounted(
      tx,
      scans.filter(({ code }) => open.has(code)),
    )
    await scoreCodes(tx, new Map([...open].map(([code, { batchId }]) => [code, batchId ?? undefined])), now)
  })
}

/**
 * Keeps what the scans of these codes add up to, after they were kept.
 *
 * @param batches of each code the batch of its package, as far as it is known
 */
export async function scoreCodes(
  tx: EntityManager,
  batches: ReadonlyMap<string, string | undefined>,
  now: Date,
): Promise<void> {
  const codes = [...batches.keys()].sort()
  if (codes.length === 0) return
  const seen = await readSeen(tx, codes)
  const ids = new Set([...batches.values()].filter((id) => id !== undefined))
  const lives = await readBatchLives(tx, [...ids])
  const opened = await readOpened(tx, codes)
  const lifeOf = (code: string): PackageLife => ({
    ...lives.get(batches.get(code) ?? ''),
    openedAt: opened.get(code),
  })
  const scores = codes.map((code) => [code, scoreScans(seen.get(code) ?? [], lifeOf(code))] as const)
  await keepScores(tx, new Map(scores), now)
}

/** These scans by their codes, in the order of the codes. */
export function talliesOf(scans: readonly Omit<CountedScan, 'agent' | 'device'>[]): Tally[] {
  const tallies = new Map<string, Tally>()
  for (const { code, batchId, organizationId, at, provinceCode } of scans) {
    const known = tallies.get(code) ?? { code, first: at, firstProvince: provinceCode, last: at, scans: 0 }
    tallies.set(code, {
      ...known,
      batchId: batchId ?? known.batchId,
      organizationId: organizationId ?? known.organizationId,
      ...(at < known.first ? { first: at, firstProvince: provinceCode } : {}),
      last: known.last > at ? known.last : at,
      scans: known.scans + 1,
    })
  }
  return [...tallies.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}
