import { dayOf, type Id, type Instant, scanPoints } from '@nguon/domain'
import { findUnit } from '@nguon/locale/admin'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

/** SQL: what people decided, else whether enough was seen to warn of copies; null: nothing to say. */
export const copyStateSql = `CASE WHEN decision = 'counterfeit' THEN 'counterfeit'
  WHEN points >= ${scanPoints.caution} AND (decision IS NULL OR points > decided_points) THEN 'suspect' END`

/** SQL: what a page says of the scans of these codes. */
const lineSql = (codes: string): string =>
  `SELECT code, ${copyStateSql} AS state, scans, points, first_at AS "firstAt", first_province AS "firstProvince", provinces,
     decided_at AS "decidedAt", decided_for AS "decidedFor", how_to_tell AS "howToTell"
   FROM scan_signal WHERE code = ANY(${codes})`

/** SQL: the stamps of these codes, see {@link scansOfStamp}: they hold, and so change with, all that a page says of scans and of the PIN. */
export const stampsOfCodes = (codes: string): string =>
  `SELECT code, json_build_object('line', to_json(line), 'uses', coalesce(uses, 0))::text
   FROM (${lineSql(codes)}) line
   FULL JOIN (SELECT code, uses FROM label_pin WHERE code = ANY(${codes}) AND uses > 0) pin USING (code)`

const Row = z.object({
  state: z.enum(['suspect', 'counterfeit']).nullable(),
  scans: z.coerce.number().int(),
  firstAt: z.coerce.date(),
  firstProvince: z.string().nullable(),
  provinces: z.int(),
  decidedAt: z.coerce.date().nullable(),
  decidedFor: z.string().nullable(),
  howToTell: z.string().nullable(),
})
const Stamp = z.object({ line: Row.nullable(), uses: z.int() })

/** What is to be said about the scans of a package, and about copies of its label. */
export interface CodeScans {
  readonly state: 'suspect' | 'counterfeit' | undefined
  /** Scans counted so far: up to a second ago, repeats not counted. */
  readonly count: number
  /** In Vietnam. */
  readonly firstOn: string
  readonly firstIn?: string
  readonly provinces?: number
  /** Who decided that there are fakes, and how to tell them. */
  readonly counterfeit?: { readonly organizationId: Id; readonly since: Instant; readonly howToTell: string }
}

/** Undefined while no scan of the code was counted. */
export async function readScanLine(tx: EntityManager, code: string): Promise<CodeScans | undefined> {
  const [row] = z.array(Row).parse(await tx.query(lineSql('$1'), [[code]]))
  return row && scansOf(row)
}

/**
 * What the stamp of a code says: its scans, and how often its PIN was right.
 *
 * @param stamp empty while nothing is known of the code
 */
export function scansOfStamp(stamp: string): { scans: CodeScans | undefined; pinUses: number } {
  if (stamp === '') return { scans: undefined, pinUses: 0 }
  const { line, uses } = Stamp.parse(JSON.parse(stamp))
  return { scans: line ? scansOf(line) : undefined, pinUses: uses }
}

function scansOf(row: z.infer<typeof Row>): CodeScans {
  const { state, scans, firstAt, firstProvince, provinces, decidedAt, decidedFor, howToTell } = row
  const firstOn = dayOf(firstAt.toISOString(), '+07:00')
  const firstIn = firstProvince ? findUnit(firstProvince, firstOn)?.name : undefined
  return {
    ...{ state: state ?? undefined, count: scans, firstOn },
    ...(firstIn ? { firstIn } : {}),
    ...(provinces > 0 ? { provinces } : {}),
    ...(state === 'counterfeit' && decidedAt && decidedFor && howToTell
      ? { counterfeit: { organizationId: decidedFor, since: decidedAt.toISOString(), howToTell } }
      : {}),
  }
}
