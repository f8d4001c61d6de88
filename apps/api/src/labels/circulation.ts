import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { type LabelRange, listRolledRanges } from './label-ranges.ts'
import type { SerialReading } from './read-serial.ts'

const RollRow = z.object({
  runId: z.string(),
  organizationId: z.string(),
  prefix: z.string(),
  digits: z.int(),
  own: z.boolean(),
  number: z.int().nullable(),
})

/** Labels of one roll that were activated for a batch, and those of them that were voided. */
type Roll = z.infer<typeof RollRow> & { readonly ranges: readonly LabelRange[] }

/** The labels of a product that are on the packages of one batch. */
export type Circulation = readonly Roll[]

/** What an event of the batch changed last: labels come into circulation and leave it by events of their batch. */
export async function readCirculation(tx: EntityManager, batchId: Id, productId: Id): Promise<Circulation> {
  const ranges = await listRolledRanges(tx, batchId)
  if (ranges.length === 0) return []
  const rows: unknown = await tx.query(
    `SELECT run_id AS "runId", organization_id AS "organizationId", prefix, digits, own, number
     FROM label_run WHERE run_id = ANY($1) AND product_id = $2`,
    [[...new Set(ranges.map(({ runId }) => runId))], productId],
  )
  return z
    .array(RollRow)
    .parse(rows)
    .map((roll) => ({ ...roll, ranges: ranges.filter(({ runId }) => runId === roll.runId) }))
}

/**
 * Whose label this is, if it is in circulation.
 *
 * @param readings what its serial may stand for
 * @param isOwn whether it is printed as a code of our own: of a numbered roll only where the roll is printed so
 */
export function findCirculating(
  rolls: Circulation,
  readings: readonly SerialReading[],
  isOwn: boolean,
): Id | undefined {
  return rolls.find((roll) => readings.some((reading) => holds(roll, reading, isOwn)))?.organizationId
}

function holds(
  { number, prefix, digits, own, ranges }: Roll,
  reading: SerialReading,
  isOwn: boolean,
): boolean {
  const isOfRoll =
    'run' in reading
      ? reading.run === number
      : number === null && reading.prefix === prefix && reading.digits === digits && (own || !isOwn)
  if (!isOfRoll) return false
  const has = (state: LabelRange['state']) =>
    ranges.some(
      (range) => range.state === state && range.first <= reading.label && reading.label <= range.last,
    )
  return has('activated') && !has('voided')
}
