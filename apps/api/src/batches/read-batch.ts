import type { BatchDetail, Chain } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { listEventIds } from '../events/event-store.ts'
import { addressOfBatch } from '../labels/label-address.ts'
import { atOneMoment, walkFrom } from '../traces/read-trace.ts'
import { listStepIds } from '../traces/step-ids.ts'
import { readLabelling } from './batch-store.ts'
import { findingsIn } from './find-findings.ts'
import { listBatches } from './list-batches.ts'
import { readSteps } from './read-steps.ts'
import { scopeOf } from './scope-of.ts'

/** A batch with its history and what its QR holds: its organization's own, or for an inspector one in the area. */
export function readBatch(db: DataSource, caller: Caller, publicUrl: string, id: Id): Promise<BatchDetail> {
  return atOneMoment(db, async (tx) => {
    const [batch] = await listBatches(tx, { ids: [id], ...scopeOf(caller), limit: 1 })
    if (!batch) throw new DomainError('NOT_FOUND', `no batch ${id}`)
    const { address, code } = await addressOfBatch(tx, publicUrl, id)
    const { unitsPacked } = await readLabelling(tx, id)
    const steps = await readSteps(tx, await listEventIds(tx, [id]))
    const back = await walkFrom(tx, id, 'back')
    const ancestors = await listBatches(tx, { ids: [...back.reached.keys()], limit: back.reached.size + 1 })
    const findings = await findingsIn(tx, id, steps, ancestors)
    return { batch, address, code, unitsPacked, steps, findings }
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
    const steps = await readSteps(tx, stepIds)
    const ancestors = batches.filter((batch) => back.reached.has(batch.id))
    return { batches, steps, findings: await findingsIn(tx, id, steps, ancestors), complete: true }
  })
}
