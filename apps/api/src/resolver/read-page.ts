import {
  type BatchState,
  type Day,
  DomainError,
  type Id,
  isHeld,
  isRecalled,
  type Organization,
} from '@nguon/domain'
import type { CodeState, PagePin, TracePage } from '@nguon/web/public'
import type { DataSource, EntityManager } from 'typeorm'
import { readLocked } from '../batches/batch-store.ts'
import { type Circulation, readCirculation } from '../labels/circulation.ts'
import { findPinUse } from '../labels/pin-store.ts'
import { type CodeScans, readScanLine } from '../scans/code-state.ts'
import type { ScannedCode } from '../scans/visit.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { atOneMoment, walkFrom } from '../traces/read-trace.ts'
import { findAlert } from './find-alert.ts'
import { findBirths } from './find-births.ts'
import { type FoundCode, findCode } from './find-code.ts'
import { readPageBatch } from './read-page-batch.ts'
import type { Target } from './read-target.ts'
import { type Dependencies, readStamps, type Stamps } from './stamp.ts'

/** What the site says of itself. */
export interface Site {
  readonly host: string
  readonly demo: boolean
}

/** A page and, where it may be kept, what could change it: the batch, all that went into it, and whose words it uses. */
export interface ReadPage {
  readonly page: TracePage
  readonly kept?: {
    readonly dependencies: Dependencies
    readonly stamps: Stamps
    /** Of a package: the labels of its batch. */
    readonly circulation?: Circulation
  }
  /** Of a package: what a scan is counted for. */
  readonly scanned?: ScannedCode
}

/**
 * What a scan of the code at this address answers today: the first of malformed, unknown, recalled, voided, held, from a held or
 * recalled batch, not activated, expired, scanned suspiciously often, valid.
 *
 * @param site.key made the serials that nobody can guess
 */
export async function readPage(
  db: DataSource,
  { key, ...site }: Site & { readonly key: Buffer },
  { kind, path }: Pick<Target, 'kind' | 'path'>,
  today: Day,
): Promise<ReadPage> {
  const base = { host: site.host, demo: site.demo, path, today }
  const bad = (state: CodeState): ReadPage => ({
    page: { ...base, state, level: 'package', code: readable(path) },
  })
  if (kind === 'malformed') return bad('malformed')
  try {
    return await atOneMoment(db, async (tx) => {
      const found = await findCode(tx, key, path)
      return { ...(await pageOf(tx, base, found)), ...scannedOf(found) }
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code !== 'CODE_MALFORMED' && error.code !== 'CODE_UNKNOWN') throw error
    return bad(error.code === 'CODE_MALFORMED' ? 'malformed' : 'unknown')
  }
}

const scannedOf = ({ scanCode: code, batchId, organizationId }: FoundCode): Pick<ReadPage, 'scanned'> =>
  code === undefined ? {} : { scanned: { code, batchId, organizationId } }

type Base = Site & Pick<TracePage, 'path' | 'today'>

async function pageOf(tx: EntityManager, base: Base, found: FoundCode): Promise<ReadPage> {
  const { level, code, batchId, labelState } = found
  const issued = await issuerOf(tx, found.organizationId)
  const known = { ...base, level, code, ...(issued ? { issuer: issued } : {}) }
  if (batchId === undefined) return { page: { ...known, state: 'not_activated' } }
  const back = await walkFrom(tx, batchId, 'back')
  const locked = await readLocked(tx, [batchId, ...back.reached.keys()])
  const batches = new Map([...locked].map(([id, { state }]) => [id, state]))
  const useBy = (await findBirths(tx, [batchId])).get(batchId)?.useBy
  const { state: standing, alerted } = stateOf(batchId, batches, labelState, useBy, base.today)
  const { scanCode } = found
  const scans = scanCode === undefined ? undefined : await readScanLine(tx, scanCode)
  const state = withCopies(standing, scans?.state)
  if (state === 'voided' || state === 'not_activated') {
    const issuer = issued ?? (await issuerOf(tx, batches.get(batchId)?.organizationId))
    return { page: { ...known, state, ...(issuer ? { issuer } : {}) } }
  }
  const alert = await findAlert(tx, alerted)
  const batch = await readPageBatch(tx, batchId, back, base.today, useBy)
  const said = scans && (await sayScans(tx, scans))
  const isPinAsked = batch.product.scratchPin && ['valid', 'expired', 'scanned_widely'].includes(state)
  const pin = scanCode !== undefined && isPinAsked ? { pin: await sayPin(tx, scanCode) } : {}
  const page: TracePage = { ...known, state, batch, ...(alert ? { alert } : {}), ...said, ...pin }
  if (state !== 'valid') return { page }
  const issuers = batch.certificates.flatMap(({ data }) => (data.issuerId ? [data.issuerId] : []))
  const organizationIds = [...new Set([...batch.steps.map((step) => step.organizationId), ...issuers])]
  const codes = scanCode === undefined ? [] : [scanCode]
  const dependencies = { batchIds: [batchId, ...back.reached.keys()], organizationIds, codes }
  const productId = scanCode === undefined ? undefined : locked.get(batchId)?.productId
  const labels = productId === undefined ? {} : { circulation: await readCirculation(tx, batchId, productId) }
  return { page, kept: { dependencies, stamps: await readStamps(tx, dependencies), ...labels } }
}

/** The state of the code and the batches it is because of. A batch that no event gives, because its birth was corrected, is voided. */
function stateOf(
  id: Id,
  batches: ReadonlyMap<Id, BatchState>,
  labelState: FoundCode['labelState'],
  useBy: Day | undefined,
  today: Day,
): { state: CodeState; alerted: readonly BatchState[] } {
  const own = batches.get(id)
  if (own && isRecalled(own.status)) return { state: 'recalled', alerted: [own] }
  if (labelState === 'voided' || own?.madeAt === undefined) return { state: 'voided', alerted: [] }
  if (isHeld(own.status)) return { state: 'held', alerted: [own] }
  const stopped = [...batches.values()].filter(({ status }) => status !== 'active')
  if (stopped.length > 0) return { state: 'ancestor_held', alerted: stopped }
  if (labelState) return { state: labelState, alerted: [] }
  return { state: useBy !== undefined && useBy < today ? 'expired' : 'valid', alerted: [] }
}

/** What is known of copies counts where nothing worse is known of the goods. */
function withCopies(standing: CodeState, copies: CodeScans['state']): CodeState {
  if (copies === 'counterfeit' && ['not_activated', 'expired', 'valid'].includes(standing))
    return 'counterfeited'
  return copies === 'suspect' && standing === 'valid' ? 'scanned_widely' : standing
}

async function sayScans(
  tx: EntityManager,
  { state: _state, counterfeit, ...scans }: CodeScans,
): Promise<Pick<TracePage, 'scans' | 'counterfeit'>> {
  if (!counterfeit) return { scans }
  const { organizationId, since, howToTell } = counterfeit
  const by = (await issuerOf(tx, organizationId))?.name ?? ''
  return { scans, counterfeit: { by, since, howToTell } }
}

async function sayPin(tx: EntityManager, code: string): Promise<PagePin> {
  const use = await findPinUse(tx, code)
  return use ? { used: { at: use.openedAt.toISOString(), uses: use.uses } } : {}
}

async function issuerOf(tx: EntityManager, organizationId: Id | undefined): Promise<TracePage['issuer']> {
  if (organizationId === undefined) return undefined
  const data = (await readPresent(tx, [organizationId])).get(organizationId)?.data as Organization | undefined
  return data ? { name: data.name, ...(data.phone ? { phone: data.phone } : {}) } : undefined
}

/** The last part of a path, for people to compare: decoded where it can be, and short. */
function readable(rawPath: string): string {
  const last = rawPath.replace(/\/$/, '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last).slice(0, 40)
  } catch {
    return last.slice(0, 40)
  }
}
