import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const Use = { openedAt: z.date().nullable(), uses: z.int() }
const UseRow = z.object(Use)
const PinRow = z.object({ tries: z.int(), dayTries: z.int(), ...Use })

/** When the PIN of a package was right for the first time, and how often it was right so far. */
export interface PinUse {
  readonly openedAt: Date
  readonly uses: number
}

/** What was tried of the PIN of one package. */
export interface PinState {
  readonly tries: number
  /** On the day asked about. */
  readonly dayTries: number
  /** When it was right for the first time. */
  readonly openedAt: Date | undefined
  readonly uses: number
}

/**
 * The tries of a code's PIN; whoever tries it at the same moment waits until the transaction ends.
 *
 * @param code as its scans are kept
 * @param day `YYYY-MM-DD`
 */
export async function lockPin(tx: EntityManager, code: string, day: string): Promise<PinState> {
  await tx.query(
    'INSERT INTO label_pin (code, tries, day, day_tries) VALUES ($1, 0, $2, 0) ON CONFLICT DO NOTHING',
    [code, day],
  )
  const rows: unknown = await tx.query(
    `SELECT tries, CASE WHEN day = $2 THEN day_tries ELSE 0 END AS "dayTries", opened_at AS "openedAt", uses
     FROM label_pin WHERE code = $1 FOR UPDATE`,
    [code, day],
  )
  const [row] = z.array(PinRow).parse(rows)
  if (!row) throw new Error('a row that was locked is there')
  return { ...row, openedAt: row.openedAt ?? undefined }
}

/** How the PIN of a code was used so far, which later visitors are told; undefined while it never was right. */
export async function findPinUse(tx: EntityManager, code: string): Promise<PinUse | undefined> {
  const rows: unknown = await tx.query(
    'SELECT opened_at AS "openedAt", uses FROM label_pin WHERE code = $1',
    [code],
  )
  const [row] = z.array(UseRow).parse(rows)
  return row?.openedAt ? { openedAt: row.openedAt, uses: row.uses } : undefined
}

/** Counts a try that was wrong. */
export async function countTry(tx: EntityManager, code: string, day: string): Promise<void> {
  await tx.query(
    `UPDATE label_pin SET tries = tries + 1, day = $2, day_tries = CASE WHEN day = $2 THEN day_tries + 1 ELSE 1 END
     WHERE code = $1`,
    [code, day],
  )
}

/** Counts a try that was right; the moment of the first one stays. */
export async function noteUse(tx: EntityManager, code: string, now: Date): Promise<void> {
  await tx.query(
    'UPDATE label_pin SET uses = uses + 1, opened_at = coalesce(opened_at, $2) WHERE code = $1',
    [code, now],
  )
}
