import * as z from 'zod'
import { details, type EventDetails, type EventType } from './event-details.ts'
import { issuesOfShape } from './event-shape.ts'
import { Day, Digest, Id, Instant, LongText, Lot, Sha256Hex, UtcOffset } from './primitives.ts'
import { Quantity } from './quantity.ts'

export const BatchKind = z.enum(['input', 'crop', 'harvest', 'semi_finished', 'finished'])
export type BatchKind = z.infer<typeof BatchKind>

/** The birth of a batch: stands on the `out` item of the first event that gives it. */
export const Creates = z.strictObject({
  kind: BatchKind,
  productId: Id,
  lot: Lot,
  /** Use-by day of produce, expiry of an input. */
  useBy: Day.optional(),
  plots: z.array(Id).min(1).max(50).optional(),
})
export type Creates = z.infer<typeof Creates>

/** How an event touches a batch: takes from it (`in`), gives to it (`out`) or neither (`about`). */
export const BatchItem = z.strictObject({
  batchId: Id,
  role: z.enum(['in', 'out', 'about']),
  quantity: Quantity.optional(),
  /** Packages that were packed (`out`). */
  units: z.int().positive().max(10_000_000).optional(),
  creates: Creates.optional(),
})
export type BatchItem = z.infer<typeof BatchItem>

export const Evidence = z.strictObject({
  sha256: Sha256Hex,
  bytes: z.int().positive(),
  mime: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
})

export const Corrects = z.strictObject({
  eventId: Id,
  reason: z.enum(['did_not_occur', 'incorrect_data']),
  text: LongText,
  replacedBy: Id.optional(),
})

/** Which phone recorded an event, its number on that phone, and the phone's signature over the event without the signature. */
export const DeviceMark = z.strictObject({
  keyId: Id,
  /** 1, 2, 3 … without a gap. */
  sequence: z.int().positive().max(2_147_483_647),
  /** ECDSA P-256 with SHA-256, r and s of 32 bytes each, in base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/, 'a signature of 64 bytes in base64url'),
})
export type DeviceMark = z.infer<typeof DeviceMark>

const common = {
  v: z.literal(1),
  /** UUIDv7 made by the recorder: the idempotency key for ever. */
  id: Id,
  organizationId: Id,
  occurredAt: Instant,
  precision: z.enum(['minute', 'day']),
  endedAt: Instant.optional(),
  capturedAt: Instant,
  utcOffset: UtcOffset,
  placeId: Id.optional(),
  actorId: Id.optional(),
  batches: z.array(BatchItem).min(1).max(1000),
  evidence: z.array(Evidence).max(20),
  corrects: Corrects.optional(),
  /** Why a mark that needs a reason is accepted. */
  reasons: z
    .strictObject({ LATE_ENTRY: LongText.optional(), LOSS_OUT_OF_PROFILE: LongText.optional() })
    .optional(),
  /** Digests of the private fields, sorted: what the disclosures beside the event must hash to. */
  _sd: z.array(Digest).max(20).optional(),
  device: DeviceMark.optional(),
}

type Common = { [K in keyof typeof common]: z.infer<(typeof common)[K]> }
type Optional = 'endedAt' | 'placeId' | 'actorId' | 'corrects' | 'reasons' | '_sd' | 'device'

/** Something that happened to batches, as its recorder made it. Immutable. */
export type TraceEvent = {
  [T in EventType]: Omit<Common, Optional> &
    Partial<Pick<Common, Optional>> & { type: T; details: EventDetails<T> }
}[EventType]
export type EventOf<T extends EventType> = Extract<TraceEvent, { type: T }>

const variants = Object.entries(details).map(([type, schema]) =>
  z.strictObject({ ...common, type: z.literal(type), details: schema }),
)

/** Parses an event: every type of the model with its own details, and the shape its type asks for. */
export const TraceEvent = z
  .discriminatedUnion('type', variants as unknown as [(typeof variants)[number], (typeof variants)[number]])
  .superRefine((event, context) => {
    for (const issue of issuesOfShape(event as unknown as TraceEvent))
      context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message })
  }) as unknown as z.ZodType<TraceEvent>
