import type { Trace } from '@nguon/contract'
import { type Direction, DomainError, type Id, type Walk, walk } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { findCropsWith, readLinks } from './trace-store.ts'

/** What is in this batch, or where it went: complete, or an error. @throws {DomainError} `NOT_FOUND` for an unknown batch */
export function readTrace(db: DataSource, id: Id, direction: Direction): Promise<Trace> {
  return atOneMoment(db, (tx) => traceOf(tx, id, direction))
}

/** Reads inside one transaction that sees one moment, so that a chain never changes between its levels. */
export function atOneMoment<T>(db: DataSource, read: (tx: EntityManager) => Promise<T>): Promise<T> {
  return db.transaction('REPEATABLE READ', read)
}

async function traceOf(tx: EntityManager, id: Id, direction: Direction): Promise<Trace> {
  const { reached, events, toPlaces } = await walkFrom(tx, id, direction)
  const found = await findCropsWith(tx, id, [...reached.keys()])
  if (!found) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  const crops = new Map(found.map((crop) => [crop.id, crop.plotIds]))
  const plots = new Set([...crops.values()].flat())
  return {
    batches: [...reached.keys()].filter((batch) => !crops.has(batch)),
    crops: [...crops.keys()].filter((crop) => crop !== id),
    places: direction === 'back' ? [...plots] : [...toPlaces],
    events: [...events],
    complete: true,
  }
}

/** The walk over the stored graph; `bound` as {@link walk} takes it. */
export const walkFrom = (
  tx: EntityManager,
  starts: Id | readonly Id[],
  direction: Direction,
  bound?: number,
): Promise<Walk> => walk(starts, direction, (way, windows) => readLinks(tx, way, windows), bound)
