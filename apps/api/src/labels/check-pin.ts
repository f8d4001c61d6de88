import { timingSafeEqual } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { pinOf } from './label-pin.ts'
import { countTry, lockPin, noteOpened } from './pin-store.ts'

/** Wrong tries of one package: on one day, and for ever. */
const [triesADay, triesInAll] = [5, 10]

/** What a try of a PIN comes to. */
export type PinAnswer =
  /** The package is opened now, for the first time. */
  | { readonly result: 'opened' }
  /** Right as well, but somebody opened it before: the code may have been copied. */
  | { readonly result: 'opened_before'; readonly at: Date }
  | { readonly result: 'wrong'; readonly left: number }
  /** Nobody may try any more: today, or ever. */
  | { readonly result: 'closed'; readonly until: 'tomorrow' | 'never' }

/**
 * Compares what somebody scratched free with the PIN of the code, one try after the other.
 *
 * @param code serial or own code as it is printed, which a label has: an unknown code never comes here
 */
export function checkPin(
  db: DataSource,
  key: Buffer,
  code: string,
  typed: string,
  now: Date,
): Promise<PinAnswer> {
  const day = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  return db.transaction(async (tx) => {
    const { tries, dayTries, openedAt } = await lockPin(tx, code, day)
    if (tries >= triesInAll) return { result: 'closed', until: 'never' }
    if (dayTries >= triesADay) return { result: 'closed', until: 'tomorrow' }
    if (!isSame(pinOf(key, code), typed.replaceAll(/\s/g, ''))) {
      await countTry(tx, code, day)
      return { result: 'wrong', left: Math.min(triesADay - dayTries, triesInAll - tries) - 1 }
    }
    if (openedAt) return { result: 'opened_before', at: openedAt }
    await noteOpened(tx, code, now)
    return { result: 'opened' }
  })
}

const isSame = (pin: string, typed: string): boolean =>
  /^\d{8}$/.test(typed) && timingSafeEqual(Buffer.from(pin), Buffer.from(typed))
