/**
 * Throws unless `day` is a day of the calendar, `YYYY-MM-DD`.
 *
 * @throws {RangeError}
 */
export function assertDay(day: string): void {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN
  const exists = Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day)
  if (!exists) throw new RangeError(`not a day: ${day}`)
}

/** Whether `day` lies in the period. Both ends belong to it; a missing end is open. */
export function isWithin(day: string, from: string | undefined, to: string | undefined): boolean {
  return (!from || from <= day) && (!to || day <= to)
}
