import type { Trace } from '@nguon/contract'
import { type Direction, DomainError, type Id, type Walk, walk } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { readKinds, readLinks } from './trace-store.ts'

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
  const kinds = await readKinds(tx, [id, ...reached.keys()])
  const asked = kinds.find((batch) => batch.id === id)
  if (!asked) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  const crops = kinds.filter(({ kind }) => kind === 'crop')
  const plots = new Set(crops.flatMap(({ plotIds }) => plotIds))
  return {
    batches: kinds.filter((batch) => batch.kind !== 'crop' && batch.id !== id).map((batch) => batch.id),
    crops: crops.filter((crop) => crop.id !== id).map((crop) => crop.id),
    places: direction === 'back' ? [...plots] : [...toPlaces],
    events: [...events],
    complete: true,
  }
}

/** The walk over the stored graph. */
export const walkFrom = (tx: EntityManager, id: Id, direction: Direction): Promise<Walk> =>
  walk(id, direction, (way, windows) => readLinks(tx, way, windows))
