import { BatchKind, Id, Instant, recallLists, ShortText, standings } from '@nguon/domain'
import * as z from 'zod'
import { Balance, BatchStatus } from './views.ts'

/** What a recall starts from: batches, or the lot number that a supplier gave, in whichever organizations it came into. One of the two. */
export const recallStart = {
  batchIds: z.array(Id).min(1).max(1000).optional(),
  lot: z
    .strictObject({ number: ShortText, productId: Id.optional(), supplier: ShortText.optional() })
    .optional(),
}
export const RecallStart = z.strictObject(recallStart)
export type RecallStart = z.infer<typeof RecallStart>

// ids of answers as they stand in the database: a plan may name a hundred thousand of them
const id = z.string()

/** A recall as it is proposed, confirmed by a second person, withdrawn or closed; or a drill of one. */
export const RecallView = z.object({
  id: Id,
  organizationId: Id,
  organizationName: z.string(),
  kind: z.enum(['voluntary', 'mandatory']),
  /** A drill stops nothing and publishes nothing. */
  drill: z.boolean(),
  start: RecallStart,
  /** How many batches it stops; which ones: its lists. */
  batches: z.int(),
  reason: z.string(),
  publicMessage: z.string().optional(),
  decisionNumber: z.string().optional(),
  state: z.enum(['proposed', 'in_force', 'withdrawn', 'closed']),
  /** When who proposed it began to look. */
  startedAt: Instant.optional(),
  proposedBy: z.string(),
  proposedAt: Instant,
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  /** From the beginning (or the proposal) to the confirmation. */
  seconds: z.number().optional(),
  closedBy: z.string().optional(),
  closedAt: Instant.optional(),
  conclusion: z.string().optional(),
  /** Whether the caller is one who may confirm it: in the right place, and not who proposed it. */
  mayConfirm: z.boolean(),
})
export type RecallView = z.infer<typeof RecallView>

/** A batch that the recall reaches. */
const ReachedBatch = z.object({
  id,
  kind: BatchKind,
  lot: z.string(),
  productName: z.string(),
  organizationId: id,
  organizationName: z.string(),
  /** Whether the recall stops it. A voluntary one does not stop what is in other hands: they get an alert. */
  stopped: z.boolean(),
  /** Why whoever proposed the recall left it out. */
  excluded: z.string().optional(),
})

/** So much of a batch in one of the lists, with whom to reach. */
const PlanLine = z.object({
  batchId: id,
  /** None for a standing crop; 0 for an input lot that is used up. */
  quantity: Balance.optional(),
  standing: z.enum(standings).optional(),
  dispatchId: id.optional(),
  sentAt: z.string().optional(),
  to: z
    .object({ organizationId: id, name: z.string(), phone: z.string().optional(), placeName: z.string() })
    .optional(),
  /** An outside buyer, from the private part of the dispatch: for the organization's admins and inspectors of the area. */
  buyer: z
    .object({
      name: z.string().optional(),
      phone: z.string().optional(),
      document: z.string().optional(),
      vehicle: z.string().optional(),
    })
    .optional(),
})
export type PlanLine = z.infer<typeof PlanLine>

const listsOf = <T extends z.ZodType>(each: T) =>
  z.object(
    Object.fromEntries(recallLists.map((name) => [name, each])) as Record<(typeof recallLists)[number], T>,
  )

/** All that a recall reaches, complete, with quantities in four lists. */
export const RecallPlan = z.object({
  /** When it was drawn up. */
  at: Instant,
  /** Stands for the set of batches: a proposal that names it is refused when the set has changed (`RECALL_CHANGED`). */
  fingerprint: z.string(),
  /** What it starts from. */
  startIds: z.array(id),
  batches: z.array(ReachedBatch),
  lists: listsOf(z.array(PlanLine)),
  /** The sum of each list: one quantity a dimension. */
  totals: listsOf(z.array(Balance)),
  complete: z.literal(true),
})
export type RecallPlan = z.infer<typeof RecallPlan>

/** A decision to end the recall of some or all of its batches. */
export const LiftView = z.object({
  id: Id,
  recallId: Id,
  /** None: all of them. */
  batchIds: z.array(id).optional(),
  reason: z.string(),
  state: z.enum(['proposed', 'done']),
  proposedBy: z.string(),
  proposedAt: Instant,
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  mayConfirm: z.boolean(),
})
export type LiftView = z.infer<typeof LiftView>

export const recallOutcomes = ['returned', 'destroyed', 'reworked', 'told', 'not_found'] as const

/** What became of goods that no event tells of. */
export const NoteView = z.object({
  id: Id,
  batchId: id.optional(),
  outcome: z.enum(recallOutcomes),
  quantity: Balance.optional(),
  party: z.string().optional(),
  text: z.string().optional(),
  by: z.string(),
  at: Instant,
})
export type NoteView = z.infer<typeof NoteView>

/** What the events since the recall say, of one batch or in all; one quantity a dimension. */
const Outcome = z.object({
  returned: z.array(Balance),
  destroyed: z.array(Balance),
  reworked: z.array(Balance),
  remaining: z.array(Balance),
})
export type Outcome = z.infer<typeof Outcome>

/** How far a recall has come. What events tell is computed from them; notes stand beside it. */
export const FollowUp = z.object({
  batches: z.array(
    z.object({
      batchId: id,
      lot: z.string(),
      productName: z.string(),
      status: BatchStatus,
      ...Outcome.shape,
    }),
  ),
  totals: Outcome,
  progress: z.object({
    batches: z.int(),
    /** Batches whose recall was lifted. */
    lifted: z.int(),
    /** Batches of which nothing remains in stock. */
    empty: z.int(),
    /** What had been sent away when it was proposed, and how much of that returns and notes answer for. */
    sent: z.array(Balance),
    answeredFor: z.array(Balance),
  }),
  notes: z.array(NoteView),
  lifts: z.array(LiftView),
})
export type FollowUp = z.infer<typeof FollowUp>

/** Tells an organization that goods in its hands are recalled, or were made from recalled ones. */
export const AlertView = z.object({
  id: Id,
  recallId: Id,
  at: Instant,
  kind: z.enum(['voluntary', 'mandatory']),
  /** Who recalls. */
  organizationName: z.string(),
  reason: z.string(),
  publicMessage: z.string().optional(),
  batches: z.array(
    z.object({ id, lot: z.string(), productName: z.string(), isOwn: z.boolean(), status: BatchStatus }),
  ),
})
export type AlertView = z.infer<typeof AlertView>
