import type { BatchDetail, Chain } from '@nguon/contract'
import { type AreaUnit, DomainError, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { listEventIds } from '../events/event-store.ts'
import { addressOfBatch } from '../labels/label-address.ts'
import { atOneMoment, walkFrom } from '../traces/read-trace.ts'
import { listStepIds } from '../traces/step-ids.ts'
import { readLabelling } from './batch-store.ts'
import { listBatches } from './list-batches.ts'
import { readSteps } from './read-steps.ts'

/** A batch with its history and what its QR holds: its organization's own, or for an inspector one in the area. */
export function readBatch(db: DataSource, caller: Caller, publicUrl: string, id: Id): Promise<BatchDetail> {
  return atOneMoment(db, async (tx) => {
    const [batch] = await listBatches(tx, { ids: [id], ...scopeOf(caller), limit: 1 })
    if (!batch) throw new DomainError('NOT_FOUND', `no batch ${id}`)
    const { address, code } = await addressOfBatch(tx, publicUrl, id)
    const { unitsPacked } = await readLabelling(tx, id)
    const steps = await readSteps(tx, await listEventIds(tx, [id]))
    return { batch, address, code, unitsPacked, steps }
  })
}

/** The whole chain of a batch that the caller sees, both ways and wherever it leads: its batches and every step, oldest first. */
export function readChain(db: DataSource, caller: Caller, id: Id): Promise<Chain> {
  return atOneMoment(db, async (tx) => {
    const [asked] = await listBatches(tx, { ids: [id], ...scopeOf(caller), limit: 1 })
    if (!asked) throw new DomainError('NOT_FOUND', `no batch ${id}`)
    const back = await walkFrom(tx, id, 'back')
    const forward = await walkFrom(tx, id, 'forward')
    const ids = [...new Set([id, ...back.reached.keys(), ...forward.reached.keys()])]
    const batches = await listBatches(tx, { ids, limit: ids.length })
    const stepIds = await listStepIds(tx, id, [...back.reached.keys()], [...back.events, ...forward.events])
    return { batches, steps: await readSteps(tx, stepIds), complete: true }
  })
}

/**
 * Whose batches the caller sees: staff their own organization's, an inspector those in the area.
 *
 * @throws {DomainError} `UNAUTHENTICATED` for who is not signed in
 */
export function scopeOf(caller: Caller): { organizationId?: Id; area?: readonly AreaUnit[] } {
  switch (caller.kind) {
    case 'operator':
      return {}
    case 'inspector':
      return { area: caller.area }
    case 'staff':
    case 'admin':
      return { organizationId: caller.organizationId }
    default:
      throw new DomainError('UNAUTHENTICATED', 'sign in first')
  }
}
