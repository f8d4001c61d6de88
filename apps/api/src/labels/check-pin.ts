import { timingSafeEqual } from 'node:crypto'
import { dayOf } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { pinOf } from './label-pin.ts'
import { countTry, lockPin, noteUse } from './pin-store.ts'

/** Wrong tries of one package: on one day in Vietnam, and for ever. */
const [triesADay, triesInAll] = [5, 10]

/** What a try of a PIN comes to. */
export type PinAnswer =
  /** The package is opened now, for the first time. */
  | { readonly result: 'opened' }
  /** Right as well, but somebody opened it before: the code may have been copied. `uses`: how often it was right before. */
  | { readonly result: 'opened_before'; readonly at: Date; readonly uses: number }
  | { readonly result: 'wrong'; readonly left: number }
  /** Nobody may try any more: today, or ever. */
  | { readonly result: 'closed'; readonly until: 'tomorrow' | 'never' }

/**
 * Compares what somebody scratched free with the PIN of the code, one try after the other.
 *
 * @param code as its scans are kept, of a label that there is: an unknown code never comes here
 * @param typed 8 digits, see {@link parsePin}
 */
export function checkPin(
  db: DataSource,
  key: Buffer,
  code: string,
  typed: string,
  now: Date,
): Promise<PinAnswer> {
  const day = dayOf(now.toISOString(), '+07:00')
  return db.transaction(async (tx) => {
    const { tries, dayTries, openedAt, uses } = await lockPin(tx, code, day)
    if (tries >= triesInAll) return { result: 'closed', until: 'never' }
    if (dayTries >= triesADay) return { result: 'closed', until: 'tomorrow' }
    if (!isSame(pinOf(key, code), typed)) {
      await countTry(tx, code, day)
      return { result: 'wrong', left: Math.min(triesADay - dayTries, triesInAll - tries) - 1 }
    }
    await noteUse(tx, code, now)
    return openedAt ? { result: 'opened_before', at: openedAt, uses } : { result: 'opened' }
  })
}

/** The 8 digits that somebody typed, with or without spaces between them; undefined when it is anything else, which is no try. */
export function parsePin(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replaceAll(/[\s.-]/g, '')
  return /^\d{8}$/.test(digits) ? digits : undefined
}

const isSame = (pin: string, typed: string): boolean =>
  pin.length === typed.length && timingSafeEqual(Buffer.from(pin), Buffer.from(typed))
