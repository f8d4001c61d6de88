import { type Id, type Walk, walk } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { readLinks } from '../traces/trace-store.ts'

/** Not an id: the walk begins here, and reaches every start at once. */
const origin = 'start'

/** Everything that came of these batches, with them: one walk for all, so that what several lead to is read once. */
export async function readClosure(tx: EntityManager, startIds: readonly Id[]): Promise<Walk> {
  const peers = startIds.map((batchId) => ({ batchId, at: -Infinity }))
  const walked = await walk(origin, 'forward', async (way, windows) => {
    if (windows[0]?.batchId === origin) return [{ batchId: origin, eventId: origin, at: 0, peers }]
    return readLinks(tx, way, windows)
  })
  const events = new Set(walked.events)
  events.delete(origin)
  return { ...walked, events }
}
