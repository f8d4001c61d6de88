import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const PinRow = z.object({
  tries: z.int(),
  dayTries: z.int(),
  openedAt: z.date().nullable(),
})

/** What was tried of the PIN of one package. */
export interface PinState {
  readonly tries: number
  /** On the day asked about. */
  readonly dayTries: number
  /** When it was right for the first time. */
  readonly openedAt: Date | undefined
}

/**
 * The tries of a code's PIN; whoever tries it at the same moment waits until the transaction ends.
 *
 * @param day `YYYY-MM-DD`
 */
export async function lockPin(tx: EntityManager, code: string, day: string): Promise<PinState> {
  await tx.query(
    'INSERT INTO label_pin (code, tries, day, day_tries) VALUES ($1, 0, $2, 0) ON CONFLICT DO NOTHING',
    [code, day],
  )
  return parse(await tx.query(`${select} FOR UPDATE`, [code, day]))
}

/** When the PIN of a code was right for the first time: later visitors are told. */
export async function findOpened(tx: EntityManager, code: string): Promise<Date | undefined> {
  const rows: { opened_at: Date | null }[] = await tx.query(
    'SELECT opened_at FROM label_pin WHERE code = $1',
    [code],
  )
  return rows[0]?.opened_at ?? undefined
}

const select = `SELECT tries, CASE WHEN day = $2 THEN day_tries ELSE 0 END AS "dayTries", opened_at AS "openedAt"
  FROM label_pin WHERE code = $1`

function parse(rows: unknown): PinState {
  const [row] = z.array(PinRow).parse(rows)
  if (!row) throw new Error('a row that was locked is there')
  return { ...row, openedAt: row.openedAt ?? undefined }
}

/** Counts a try that was wrong. */
export async function countTry(tx: EntityManager, code: string, day: string): Promise<void> {
  await tx.query(
    `UPDATE label_pin SET tries = tries + 1, day = $2, day_tries = CASE WHEN day = $2 THEN day_tries + 1 ELSE 1 END
     WHERE code = $1`,
    [code, day],
  )
}

/** Notes that the PIN was right, the first time only. */
export async function noteOpened(tx: EntityManager, code: string, now: Date): Promise<void> {
  await tx.query('UPDATE label_pin SET opened_at = $2 WHERE code = $1 AND opened_at IS NULL', [code, now])
}
