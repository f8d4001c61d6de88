import { api } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import { toBase64Url } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { readSteps } from '../batches/read-steps.ts'
import { type Door, serve } from '../http.ts'
import { findEntry, listLatestEventIds } from './event-store.ts'
import { recordEvent } from './record-event.ts'

export function eventRoutes(door: Door, db: DataSource): void {
  serve(door, api.recordEvent, (request, caller) => recordEvent(db, caller, request))

  serve(door, api.getEvent, async ({ id }) => {
    const found = await findEntry(db.manager, id)
    if (!found) throw new DomainError('NOT_FOUND', `no event ${id}`)
    return { entry: JSON.parse(found.entry.toString()), leafHash: toBase64Url(found.leafHash) }
  })

  for (const method of ['delete', 'put', 'patch'] as const)
    door.router[method]('/api/v1/events/:id', () => {
      throw new DomainError('IMMUTABLE', 'what is recorded stays: record a correction')
    })

  serve(door, api.listSteps, async ({ limit = 50 }, caller) => {
    if (caller.kind !== 'staff' && caller.kind !== 'admin') throw new DomainError('NOT_ALLOWED', 'for staff')
    const ids = await listLatestEventIds(db.manager, caller.organizationId, limit)
    const steps = await readSteps(db.manager, ids)
    return { items: steps.sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1)) }
  })
}
