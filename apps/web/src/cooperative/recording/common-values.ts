import type { CommonEntry } from './build-event.ts'
import { needsLateReason, offsetHere, timeAt, todayAt } from './when.ts'

/** What every form of the diary holds, as typed. */
export interface CommonValues {
  dayChoice: 'today' | 'yesterday' | 'other'
  day: string
  time: string
  endDay: string
  memberId: string
  placeId: string
  note: string
  lateReason: string
  lossReason: string
}

/** Now, with nothing else said. */
export function commonDefaults(now = new Date()): CommonValues {
  const offset = offsetHere(now)
  return {
    dayChoice: 'today',
    day: todayAt(now, offset),
    time: timeAt(now, offset),
    endDay: '',
    memberId: '',
    placeId: '',
    note: '',
    lateReason: '',
    lossReason: '',
  }
}

/** The common part of an entry. A reason typed for a day that was changed since is left out. */
export function commonEntry(
  values: CommonValues,
  privately: CommonEntry['privately'] = {},
  now = new Date(),
): CommonEntry {
  const { day, time, endDay, memberId, placeId, note, lateReason, lossReason } = values
  const isLate = needsLateReason(endDay || day, todayAt(now, offsetHere(now)))
  return {
    day,
    time: time || undefined,
    endDay: endDay || undefined,
    memberId: memberId || undefined,
    placeId: placeId || undefined,
    privately: { note, ...privately },
    lateReason: isLate ? lateReason : undefined,
    lossReason,
  }
}
