import { type Day, dayOf, type Instant, offsetMs, type UtcOffset } from '@nguon/domain'

/** When something was done, as people say it: a day, and perhaps a time of that day. */
export interface When {
  readonly day: Day
  /** `07:40`; without it only the day is known. */
  readonly time?: string | undefined
}

const DAY_MS = 86_400_000

/** The zone offset of this device, `+07:00` in Vietnam. */
export function offsetHere(at = new Date()): UtcOffset {
  const minutes = -at.getTimezoneOffset()
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`
}

/** What day it is at `at`. */
export const todayAt = (at: Date, offset: UtcOffset): Day => dayOf(at.toISOString(), offset)

/** The clock of the place at `at`: `07:40`. */
export const timeAt = (at: Date, offset: UtcOffset): string =>
  new Date(at.getTime() + offsetMs(offset)).toISOString().slice(11, 16)

/** The day so many days after `day`; before it when negative. */
export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)

/** How many days lie between two days. */
const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The first instant of the day, or the instant of its time: what an event carries. */
export function instantOf(
  { day, time }: When,
  offset: UtcOffset,
): { occurredAt: Instant; precision: 'minute' | 'day' } {
  const local = Date.parse(`${day}T${time || '00:00'}:00.000Z`)
  return { occurredAt: new Date(local - offsetMs(offset)).toISOString(), precision: time ? 'minute' : 'day' }
}

/** Whether what is recorded now about `day` needs a reason: more than 30 days late. */
export const needsLateReason = (day: Day, today: Day): boolean => daysBetween(day, today) >= 30
