import { type MarkCode, markCodes } from '../error.ts'
import type { EventType } from '../event-details.ts'
import type { BatchKind } from '../events.ts'
import { type Day, dayOf, type Id, type Instant, type UtcOffset } from '../primitives.ts'
import type { BatchStatus } from './context.ts'

/** What is noticed when a history is read: the marks its entries carry, and what only a reader can see. */
export const findingCodes = [...markCodes, 'EVIDENCE_MISSING', 'TEST_FAILED'] as const
export type FindingCode = (typeof findingCodes)[number]

export interface Finding {
  readonly code: FindingCode
  /** A warning is for an inspector to look into; a notice is worth knowing. */
  readonly severity: 'notice' | 'warning'
  readonly eventId?: Id
  readonly batchId?: Id
  readonly certificateId?: Id
}

/** As much of a step as the checks look at. */
export interface CheckedStep {
  readonly eventId: Id
  readonly type: EventType
  readonly occurredAt: Instant
  readonly utcOffset: UtcOffset
  readonly marks: readonly MarkCode[]
  readonly evidence: readonly unknown[]
  readonly details: Readonly<Record<string, unknown>>
  readonly items: readonly { readonly batchId: Id; readonly role: string; readonly kind: BatchKind }[]
  /** Set when it was corrected: it is struck through and not checked. */
  readonly correctedBy?: unknown
}

export interface CheckedCertificate {
  readonly id: Id
  /** What it is a certificate of: of the same type, the valid one counts. */
  readonly type: string
  readonly issuedOn: Day
  readonly expiresOn?: Day | undefined
  readonly revokedOn?: Day | undefined
  /** Whether its scope holds what the step was done to, whatever the day. */
  readonly covers: (step: CheckedStep) => boolean
}

export interface Checked {
  /** The steps of the batch and of its chain. */
  readonly steps: readonly CheckedStep[]
  /** What went into the batch, as it stands today. */
  readonly ancestors?: readonly { readonly id: Id; readonly status: BatchStatus }[]
  readonly certificates?: readonly CheckedCertificate[]
  /** Whether codes of the batch were scanned suspiciously often. */
  readonly isScannedWidely?: boolean
}

/** Everything noticed in a batch and its chain, warnings first; never a badge, and never a score. */
export function findingsOf(checked: Checked): Finding[] {
  const steps = checked.steps.filter(({ correctedBy }) => correctedBy === undefined)
  const { ancestors = [], certificates = [], isScannedWidely } = checked
  const stopped = ancestors.filter(({ status }) => status !== 'active')
  const findings: Finding[] = [
    ...steps.flatMap(marksFound),
    ...stopped.map(({ id }): Finding => ({ code: 'ANCESTOR_ON_HOLD', severity: 'warning', batchId: id })),
    ...steps.flatMap((step) => expiredOn(step, certificates)),
    ...steps.flatMap(testFailed),
    ...steps.flatMap(evidenceMissing),
    ...(isScannedWidely ? [{ code: 'SCAN_ANOMALY', severity: 'warning' } as const] : []),
  ]
  return findings.sort((a, b) => Number(a.severity === 'notice') - Number(b.severity === 'notice'))
}

const warningMarks: ReadonlySet<MarkCode> = new Set<MarkCode>(['LOSS_OUT_OF_PROFILE', 'RULE_BROKEN_LATER'])

const marksFound = ({ marks, eventId }: CheckedStep): Finding[] =>
  marks.map((code) => ({ code, severity: warningMarks.has(code) ? 'warning' : 'notice', eventId }))

/** CERT_EXPIRED: on the day of a step that made something, what had covered it covered it no more, and nothing of its type did. */
function expiredOn(step: CheckedStep, certificates: readonly CheckedCertificate[]): Finding[] {
  if (!step.items.some(({ role, kind }) => role === 'out' && kind !== 'input')) return []
  const day = dayOf(step.occurredAt, step.utcOffset)
  const covering = certificates.filter((each) => each.issuedOn <= day && each.covers(step))
  const valid = new Set(covering.filter((each) => !isOver(each, day)).map(({ type }) => type))
  return covering
    .filter(({ type }) => !valid.has(type))
    .map(({ id }) => ({
      code: 'CERT_EXPIRED',
      severity: 'warning',
      eventId: step.eventId,
      certificateId: id,
    }))
}

const isOver = ({ expiresOn, revokedOn }: CheckedCertificate, day: Day): boolean =>
  (expiresOn !== undefined && expiresOn < day) || (revokedOn !== undefined && revokedOn <= day)

const testFailed = ({ type, details, eventId }: CheckedStep): Finding[] =>
  type === 'lab_test' && details.result === 'fail'
    ? [{ code: 'TEST_FAILED', severity: 'warning', eventId }]
    : []

/** What is worth something only with a paper or a picture: a laboratory's word, and the label of what was bought to use. */
function evidenceMissing({ type, details, evidence, eventId }: CheckedStep): Finding[] {
  const isAsked = type === 'lab_test' || (type === 'input_received' && details.selfProduced !== true)
  const isShown = evidence.length > 0 || details.report !== undefined || details.labelPhoto !== undefined
  return isAsked && !isShown ? [{ code: 'EVIDENCE_MISSING', severity: 'notice', eventId }] : []
}
