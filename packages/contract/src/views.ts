import {
  BatchKind,
  ComputedInstant,
  Corrects,
  Day,
  type EventType,
  eventTypes,
  findingCodes,
  Id,
  Instant,
  type MarkCode,
  markCodes,
  Organization,
  Quantity,
  Unit,
  UtcOffset,
} from '@nguon/domain'
import * as z from 'zod'

/** Held back or not: from the events of the batch. */
export const BatchStatus = z.enum(['active', 'held', 'recalled'])
export type BatchStatus = z.infer<typeof BatchStatus>

/** What remains; may be 0. */
export const Balance = z.object({ value: z.string(), unit: Unit })

/** What the checks noticed: marks of steps, ancestors that are stopped, certificates out of date … never a badge. */
export const FindingView = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(['notice', 'warning']),
  eventId: z.string().optional(),
  batchId: z.string().optional(),
  certificateId: z.string().optional(),
})
export type FindingView = z.infer<typeof FindingView>

export const BatchSummary = z.object({
  id: Id,
  organizationId: Id,
  organizationName: z.string(),
  kind: BatchKind,
  lot: z.string(),
  productId: Id,
  productName: z.string(),
  /** Absent for a standing crop, which has no quantity. */
  balance: Balance.optional(),
  status: BatchStatus,
  /** When it first came to be; the first moment of the day, at its place, when only the day is known. */
  madeAt: ComputedInstant.optional(),
  useBy: Day.optional(),
  plotIds: z.array(Id),
  /** In lists: what the checks noticed in the batch's own steps, each code once. */
  findings: z.array(z.enum(findingCodes)).optional(),
})
export type BatchSummary = z.infer<typeof BatchSummary>

/** A batch as an event names it. */
export const StepItem = z.object({
  batchId: Id,
  role: z.enum(['in', 'out', 'about']),
  kind: BatchKind,
  lot: z.string(),
  productName: z.string(),
  quantity: Quantity.optional(),
  units: z.int().optional(),
})
export type StepItem = z.infer<typeof StepItem>

/** One event as people read it: what, when happened and recorded, where, with which batches, and whether it was corrected. */
export const Step = z.object({
  eventId: Id,
  type: z.enum(eventTypes) as z.ZodType<EventType>,
  organizationId: Id,
  organizationName: z.string(),
  /** What it was on the day: who may vouch for a test or an inspection. */
  organizationKind: Organization.shape.kind.optional(),
  occurredAt: Instant,
  precision: z.enum(['minute', 'day']),
  endedAt: Instant.optional(),
  utcOffset: UtcOffset,
  capturedAt: Instant,
  recordedAt: Instant,
  importedAt: Instant.optional(),
  placeId: Id.optional(),
  placeName: z.string().optional(),
  /** Name of the place's commune and province valid on the day it happened. */
  placeAddress: z.object({ vi: z.string(), en: z.string() }).optional(),
  /** Public name or pseudonym of who did it. */
  actorName: z.string().optional(),
  /** Set where something private was erased because the person asked for it. */
  isErased: z.literal(true).optional(),
  items: z.array(StepItem),
  /** As in the event (domain/event-details.ts), by type. */
  details: z.record(z.string(), z.unknown()),
  evidence: z.array(z.object({ sha256: z.string(), bytes: z.int(), mime: z.string() })),
  reasons: z.record(z.string(), z.string()).optional(),
  marks: z.array(z.enum(markCodes) as z.ZodType<MarkCode>),
  /** Set on a correction. */
  corrects: Corrects.optional(),
  /** Set on an event that was corrected: it stays, struck through. */
  correctedBy: z
    .object({ eventId: Id, at: Instant, reason: Corrects.shape.reason, text: z.string() })
    .optional(),
})
export type Step = z.infer<typeof Step>

export const BatchDetail = z.object({
  batch: BatchSummary,
  /** What its QR holds. */
  address: z.string(),
  /** The code people read: the lot, or the platform's own code. */
  code: z.string(),
  unitsPacked: z.int(),
  steps: z.array(Step),
  findings: z.array(FindingView).default([]),
})
export type BatchDetail = z.infer<typeof BatchDetail>

// ids as they stand in the database: a trace may name a hundred thousand of them
const Ids = z.array(z.string())

export const Trace = z.object({
  batches: Ids,
  crops: Ids,
  places: Ids,
  events: Ids,
  complete: z.literal(true),
})
export type Trace = z.infer<typeof Trace>

/** A batch of a chain with how far it is from the one asked. */
export const Chain = z.object({
  batches: z.array(BatchSummary),
  steps: z.array(Step),
  /** Of the batch, what went into it and what it went into. */
  findings: z.array(FindingView).default([]),
  complete: z.literal(true),
})
export type Chain = z.infer<typeof Chain>

export const Problem = z.object({
  type: z.string(),
  status: z.int(),
  code: z.string(),
  title: z.object({ vi: z.string(), en: z.string() }),
  detail: z.string().optional(),
  violations: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        batchId: z.string().optional(),
        path: z.string().optional(),
      }),
    )
    .optional(),
  requestId: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
