import type { Trace } from '@nguon/contract'
import type { Direction, Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { readTrace } from '../traces/read-trace.ts'
import { namesOf } from './find-reference.ts'

/** A trace with everything called by its name, sorted. @throws {DomainError} `NOT_FOUND` for an unknown batch */
export async function traceReferences(db: DataSource, id: Id, direction: Direction): Promise<Trace> {
  const { batches, crops, places, events, complete } = await readTrace(db, id, direction)
  const names = await namesOf(db.manager, [...batches, ...crops, ...places, ...events])
  const named = (ids: readonly Id[]) => ids.map((each) => names.get(each) ?? each).sort()
  return {
    batches: named(batches),
    crops: named(crops),
    places: named(places),
    events: named(events),
    complete,
  }
}
