import { type Day, dayOf } from '@nguon/domain'
import { formatDay, formatRelativeDay, type Lang } from '@nguon/locale'

const A_WEEK = 7

/** A day as one says it: lately `hôm qua`, `3 ngày trước`; further away its date. */
export function sayDay(day: Day, lang: Lang, now = new Date()): string {
  const today = dayOf(now.toISOString(), '+07:00')
  const days = (Date.parse(today) - Date.parse(day)) / 86_400_000
  return days >= 0 && days <= A_WEEK ? formatRelativeDay(day, today, lang) : formatDay(day, lang)
}
