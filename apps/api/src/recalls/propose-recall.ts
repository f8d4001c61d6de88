import type { RecallView } from '@nguon/contract'
import { DomainError, type Id, type Instant } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { sameRecord } from '../events/entry.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { drawUp } from './draw-up.ts'
import { type FrozenBatch, fingerprintOf } from './frozen.ts'
import type { Start } from './read-start.ts'
import { findRecall, insertRecall, type Proposal, readFrozen, readRecall, sightOf } from './recall-store.ts'
import { viewRecall } from './view-recalls.ts'

/** From where a recall starts, what of it is left out, and why it is made. */
export interface RecallRequest extends Start {
  readonly id: Id
  /** The fingerprint of the plan that the caller has seen. */
  readonly seen?: string | undefined
  readonly startedAt?: Instant | undefined
  readonly exclusions?: readonly Exclusion[] | undefined
  readonly reason: string
  readonly publicMessage?: string | undefined
  readonly decisionNumber?: string | undefined
  readonly drill?: boolean | undefined
}

interface Exclusion {
  readonly batchId: Id
  readonly reason: string
}

/**
 * Proposes a recall of all that its start reaches, which changes nothing until a second person confirms it: an admin from the
 * organization's own batches (voluntary), an inspector from batches in the area, whosever they are (mandatory). The set is frozen:
 * drawn up anew in the transaction that stores it. Proposing the same again changes nothing.
 *
 * @throws {DomainError} `NOT_FOUND` alike for batches that are not there and for those of others; `RECALL_CHANGED` when what is
 * reached is no longer what the caller saw; `ID_REUSED`
 */
export async function proposeRecall(
  db: DataSource,
  caller: Caller,
  request: RecallRequest,
  now: Date,
): Promise<RecallView> {
  const proposal = proposalOf(caller, request, now)
  return onceMoreAtOnce(() =>
    atOneMoment(db, async (tx) => {
      await enterTenant(tx, scopeOfCaller(caller))
      return propose(tx, caller, { proposal, request, now })
    }),
  )
}

interface Proposing {
  readonly proposal: Proposal
  readonly request: RecallRequest
  readonly now: Date
}

async function propose(tx: EntityManager, caller: Caller, parts: Proposing): Promise<RecallView> {
  const { proposal, request, now } = parts
  const sight = sightOf(caller)
  const before = await findRecall(tx, sight, proposal.id)
  if (before) {
    const excluded = exclusionsIn(await readFrozen(tx, before.id))
    const sent = { ...contentOf(proposal), exclusions: sorted(request.exclusions ?? []) }
    if (!sameRecord({ ...contentOf(before), exclusions: excluded }, sent)) throw reused()
    return viewRecall(tx, caller, before)
  }
  const drawn = await drawUp(tx, caller, request, now)
  if (request.seen !== undefined && request.seen !== fingerprintOf(drawn.batches))
    throw new DomainError('RECALL_CHANGED', 'the recall reaches other batches than it did: draw it up again')
  const frozen = leaveOut(drawn.batches, request.exclusions ?? [])
  if (!(await insertRecall(tx, proposal, frozen, now))) throw reused()
  await noteAudit(tx, caller, 'recall_proposed', { about: proposal.id })
  return viewRecall(tx, caller, await readRecall(tx, sight, proposal.id))
}

const reused = () => new DomainError('ID_REUSED', 'the id was used for another recall')

function proposalOf(caller: Caller, request: RecallRequest, now: Date): Proposal {
  const isProposer = caller.kind === 'admin' || caller.kind === 'inspector'
  if (!isProposer || caller.organizationId === undefined)
    throw new DomainError('NOT_ALLOWED', 'a recall is proposed by an admin or an inspector')
  const { id, batchIds, lot, reason, publicMessage, decisionNumber, startedAt, drill = false } = request
  if (startedAt !== undefined && Date.parse(startedAt) > now.getTime())
    throw new DomainError('INVALID_REQUEST', 'startedAt lies in the future')
  return {
    ...{ id, organizationId: caller.organizationId, drill, reason },
    kind: caller.kind === 'admin' ? 'voluntary' : 'mandatory',
    start: { ...(batchIds ? { batchIds: [...new Set(batchIds)].sort() } : {}), ...(lot ? { lot } : {}) },
    publicMessage: publicMessage ?? null,
    decisionNumber: decisionNumber ?? null,
    proposedBy: sessionOf(caller).accountId,
    startedAt: startedAt === undefined ? null : new Date(startedAt),
  }
}

/** What must be the same when a proposal comes again. */
const contentOf = ({ id, organizationId, kind, drill, start, ...rest }: Proposal) => {
  const { reason, publicMessage, decisionNumber, proposedBy } = rest
  return { id, organizationId, kind, drill, start, reason, publicMessage, decisionNumber, proposedBy }
}

const sorted = (exclusions: readonly Exclusion[]): Exclusion[] =>
  [...exclusions].sort((a, b) => (a.batchId < b.batchId ? -1 : 1))

const exclusionsIn = (frozen: readonly FrozenBatch[]): Exclusion[] =>
  sorted(
    frozen.flatMap(({ id, excluded }) => (excluded === undefined ? [] : [{ batchId: id, reason: excluded }])),
  )

/** The set without what the proposer leaves out. @throws {DomainError} `NOT_FOUND` for what the recall does not reach */
function leaveOut(batches: readonly FrozenBatch[], exclusions: readonly Exclusion[]): FrozenBatch[] {
  const reasons = new Map(exclusions.map(({ batchId, reason }) => [batchId, reason]))
  const reached = new Set(batches.map(({ id }) => id))
  const missing = exclusions.flatMap(({ batchId }, index) =>
    reached.has(batchId)
      ? []
      : [{ code: 'NOT_FOUND' as const, message: `no batch ${batchId}`, path: `exclusions.${index}` }],
  )
  const [first] = missing
  if (first) throw new DomainError('NOT_FOUND', first.message, missing)
  const frozen = batches.map((batch) => {
    const excluded = reasons.get(batch.id)
    return excluded === undefined ? batch : { ...batch, stopped: false, excluded }
  })
  if (!frozen.some(({ stopped }) => stopped))
    throw new DomainError('INVALID_REQUEST', 'every batch is left out: nothing is recalled')
  return frozen
}

/** Tries again, once, when the same proposal was stored at the same moment: now it is there to be compared with. */
async function onceMoreAtOnce<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if ((error as { code?: unknown }).code !== '40001') throw error
    return attempt()
  }
}
