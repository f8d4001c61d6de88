import type { BatchSummary, FindingView, Step } from '@nguon/contract'
import { dayOf, type FindingCode, findingsOf, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { coverOf } from '../balances/read-cover.ts'
import { type BatchFilter, listBatches } from './list-batches.ts'
import { readSteps } from './read-steps.ts'

/** What is noticed in a batch with its chain, warnings first: in the steps, among what went into it, in its certificates. */
export async function findingsIn(
  tx: EntityManager,
  id: Id,
  steps: readonly Step[],
  ancestors: readonly BatchSummary[],
): Promise<FindingView[]> {
  const { findings: expired } = await coverOf(tx, id, dayOf(new Date().toISOString(), '+07:00'))
  const certificates = expired.map((finding) => ({ ...finding, severity: 'warning' as const }))
  const found = [...certificates, ...findingsOf({ steps, ancestors })]
  return found.sort((a, b) => Number(a.severity === 'notice') - Number(b.severity === 'notice'))
}

const pageSize = 100

/**
 * A list of batches with what the checks noticed in their own steps. Asked for one finding it reads on, page by page, until there
 * are enough: a finding is computed and stands in no index.
 */
export async function listChecked(
  tx: EntityManager,
  filter: BatchFilter,
  finding: FindingCode | undefined,
): Promise<BatchSummary[]> {
  if (finding === undefined) return withFindings(tx, await listBatches(tx, filter))
  const found: BatchSummary[] = []
  for (let after = filter.after; ; ) {
    const page = await listBatches(tx, { ...filter, after, limit: pageSize })
    const checked = await withFindings(tx, page)
    found.push(...checked.filter(({ findings = [] }) => findings.includes(finding)))
    after = page.at(-1)?.id
    if (page.length < pageSize || found.length >= filter.limit) return found.slice(0, filter.limit)
  }
}

async function withFindings(tx: EntityManager, batches: readonly BatchSummary[]): Promise<BatchSummary[]> {
  const rows: { batch_id: Id; event_id: Id }[] = await tx.query(
    'SELECT DISTINCT batch_id, event_id FROM event_batch WHERE batch_id = ANY($1)',
    [batches.map(({ id }) => id)],
  )
  const steps = new Map(
    (await readSteps(tx, [...new Set(rows.map((row) => row.event_id))])).map((step) => [step.eventId, step]),
  )
  const stepsOf = new Map<Id, Step[]>()
  for (const { batch_id: id, event_id: eventId } of rows) {
    const step = steps.get(eventId)
    if (step) stepsOf.set(id, [...(stepsOf.get(id) ?? []), step])
  }
  return batches.map((batch) => {
    const own = findingsOf({ steps: stepsOf.get(batch.id) ?? [] })
    return { ...batch, findings: [...new Set(own.map(({ code }) => code))] }
  })
}
