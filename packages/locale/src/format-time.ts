import { assertDay } from './day.ts'
import { formatDecimal } from './format.ts'
import type { Lang } from './texts/define-texts.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * A day for people: `23/11/2026`, in English `23 Nov 2026`.
 *
 * @param day `YYYY-MM-DD`
 * @throws {RangeError} when it is not a day
 */
export function formatDay(day: string, lang: Lang): string {
  assertDay(day)
  const [year = '', month = '', date = ''] = day.split('-')
  return lang === 'vi' ? `${date}/${month}/${year}` : `${Number(date)} ${months[Number(month) - 1]} ${year}`
}

/**
 * An instant by the clock of a place: `23/11/2026 14:05`, in English `23 Nov 2026, 14:05`.
 *
 * @param instant ISO 8601 in UTC: `2026-11-23T07:05:00.000Z`
 * @param utcOffset the zone of the place: `+07:00`
 * @throws {RangeError} when either is not that
 */
export function formatInstant(instant: string, utcOffset: string, lang: Lang): string {
  const local = localTime(instant, utcOffset)
  const day = formatDay(local.slice(0, 10), lang)
  return `${day}${lang === 'vi' ? '' : ','} ${local.slice(11, 16)}`
}

/** The clock of the place: `2026-11-23T14:05:00.000Z`, where `Z` is no longer true. */
function localTime(instant: string, utcOffset: string): string {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(instant)
  const offset = /^([+-])(\d\d):(\d\d)$/.exec(utcOffset)
  if (!isInstant || !offset) throw new RangeError(`not an instant and an offset: ${instant} ${utcOffset}`)
  assertDay(instant.slice(0, 10))
  const [, sign, hours, minutes] = offset
  const aheadMs = (Number(hours) * 60 + Number(minutes)) * 60_000
  return new Date(Date.parse(instant) + (sign === '-' ? -aheadMs : aheadMs)).toISOString()
}

/** Whole days from `from` to `to`, both `YYYY-MM-DD`; negative when `to` comes first. */
function daysBetween(from: string, to: string): number {
  assertDay(from)
  assertDay(to)
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/**
 * How far a day is from today: `còn 228 ngày`, `hôm nay`, `hôm qua`, `3 ngày trước`; in English `228 days left`, `today`,
 * `yesterday`, `3 days ago`.
 *
 * @param day the day spoken of, `YYYY-MM-DD`
 * @param today `YYYY-MM-DD`
 * @throws {RangeError} when either is not a day
 */
export function formatRelativeDay(day: string, today: string, lang: Lang): string {
  const days = daysBetween(today, day)
  if (days === 0) return lang === 'vi' ? 'hôm nay' : 'today'
  if (days === -1) return lang === 'vi' ? 'hôm qua' : 'yesterday'
  const count = formatDecimal(String(Math.abs(days)), lang)
  if (lang === 'vi') return days > 0 ? `còn ${count} ngày` : `${count} ngày trước`
  return days > 0 ? `${count} day${days === 1 ? '' : 's'} left` : `${count} days ago`
}
