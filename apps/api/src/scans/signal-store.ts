import { type Id, scanSignals } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { copyStateSql } from './code-state.ts'

const Row = z.object({
  code: z.string(),
  organizationId: z.string(),
  batchId: z.string().nullable(),
  firstAt: z.date(),
  lastAt: z.date(),
  scans: z.coerce.number().int(),
  devices: z.int(),
  provinces: z.int(),
  signals: z.array(z.enum(scanSignals)),
  points: z.int(),
  listedAt: z.date(),
  decision: z.enum(['dismissed', 'counterfeit']).nullable(),
  state: z.enum(['suspect', 'counterfeit']).nullable(),
})

/** A code that a person should look at, or has. */
export type Signal = z.infer<typeof Row>

const select = `SELECT code, organization_id AS "organizationId", batch_id AS "batchId", first_at AS "firstAt", last_at AS "lastAt",
    scans, devices, provinces, signals, points, listed_at AS "listedAt", decision, ${copyStateSql} AS state
  FROM scan_signal WHERE listed_at IS NOT NULL AND organization_id IS NOT NULL`

/** As many as a list shows: undecided ones and new signals first, then by weight. */
const longestList = 200

export async function listSignals(tx: EntityManager, organizationIds: readonly Id[]): Promise<Signal[]> {
  const rows: unknown = await tx.query(
    `${select} AND organization_id = ANY($1)
     ORDER BY decision IS NOT NULL AND points <= decided_points, points DESC, last_at DESC, code LIMIT ${longestList}`,
    [organizationIds],
  )
  return z.array(Row).parse(rows)
}

/** One code, locked until the transaction ends, so that it is decided once at a time. */
export async function lockSignal(tx: EntityManager, code: string): Promise<Signal | undefined> {
  return z.array(Row).parse(await tx.query(`${select} AND code = $1 FOR UPDATE`, [code]))[0]
}

/** What the page says from now on. @param of.decidedFor the organization of who decided */
export async function keepDecision(
  tx: EntityManager,
  code: string,
  of: {
    readonly decision: 'dismissed' | 'counterfeit' | undefined
    readonly points: number
    readonly at: Date
    readonly decidedFor: Id
    readonly howToTell: string | undefined
  },
): Promise<void> {
  const { decision, points, at, decidedFor, howToTell } = of
  await tx.query(
    `UPDATE scan_signal SET decision = $2, decided_points = $3, decided_at = $4, decided_for = $5, how_to_tell = $6 WHERE code = $1`,
    [code, decision ?? null, decision ? points : null, at, decidedFor, howToTell ?? null],
  )
}
