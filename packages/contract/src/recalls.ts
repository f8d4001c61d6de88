import { BatchKind, Id, Instant, LongText, Quantity, recallLists, ShortText, standings } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'
import { Balance, BatchStatus } from './views.ts'

const tag = 'Recalls'
const ById = z.strictObject({ id: Id })
const some: readonly Access[] = ['staff', 'admin', 'inspector']
const deciders: readonly Access[] = ['admin', 'inspector']

/** What a recall starts from: batches, or the lot number that a supplier gave, in whichever organizations it came into. One of the two. */
const start = {
  batchIds: z.array(Id).min(1).max(1000).optional(),
  lot: z
    .strictObject({ number: ShortText, productId: Id.optional(), supplier: ShortText.optional() })
    .optional(),
}
export const RecallStart = z.strictObject(start)
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
const LiftView = z.object({
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

const outcomes = ['returned', 'destroyed', 'reworked', 'told', 'not_found'] as const

/** What became of goods that no event tells of. */
const NoteView = z.object({
  id: Id,
  batchId: id.optional(),
  outcome: z.enum(outcomes),
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
const AlertView = z.object({
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

/** A recall takes two people: one proposes, another confirms. So does its lifting. */
export const recallApi = {
  planRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls/plan',
    summary:
      'All that a recall from these batches, or from a supplier’s lot, would reach, with quantities in four lists. Writes nothing',
    tag,
    who: deciders,
    input: RecallStart,
    output: RecallPlan,
  }),
  proposeRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls',
    summary:
      'Proposes a recall of all that its start reaches, and freezes the set: an admin from own batches (voluntary), an inspector from batches of the area (mandatory)',
    tag,
    who: deciders,
    fresh: true,
    input: z.strictObject({
      /** Made by the caller (UUIDv7): proposing it again changes nothing. */
      id: Id,
      ...start,
      /** The fingerprint of the plan that the caller has seen; absent: whatever is reached now. */
      seen: z.string().max(64).optional(),
      /** When the caller began to look. */
      startedAt: Instant.optional(),
      exclusions: z
        .array(z.strictObject({ batchId: Id, reason: LongText }))
        .max(1000)
        .optional(),
      reason: LongText,
      publicMessage: LongText.optional(),
      decisionNumber: ShortText.optional(),
      drill: z.boolean().optional(),
    }),
    output: RecallView,
    status: 201,
  }),
  listRecalls: endpoint({
    method: 'get',
    path: '/api/v1/recalls',
    summary: "The recalls and drills of the caller's organization, or of the inspector's area; newest first",
    tag,
    who: some,
    input: z.strictObject({}),
    output: z.object({ items: z.array(RecallView) }),
  }),
  getRecall: endpoint({
    method: 'get',
    path: '/api/v1/recalls/:id',
    summary: 'A recall',
    tag,
    who: some,
    input: ById,
    output: RecallView,
  }),
  getRecallLists: endpoint({
    method: 'get',
    path: '/api/v1/recalls/:id/lists',
    summary:
      'What a recall froze when it was proposed: its batches, and the four lists with their quantities',
    tag,
    who: some,
    input: ById,
    output: RecallPlan,
  }),
  confirmRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/confirm',
    summary:
      'Confirms a recall as the second person: of the organization or an inspector of the area (voluntary), another inspector (mandatory). A drill takes no second person',
    tag,
    who: some,
    fresh: true,
    input: ById,
    output: z.object({ recall: RecallView, recorded: z.int() }),
  }),
  withdrawRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/withdraw',
    summary: 'Takes back a recall that is not confirmed',
    tag,
    who: deciders,
    input: z.strictObject({ id: Id, reason: LongText }),
    output: RecallView,
  }),
  proposeRecallLift: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/lifts',
    summary: 'Proposes to end the recall of some or all of its batches',
    tag,
    who: deciders,
    fresh: true,
    input: z.strictObject({
      id: Id,
      /** Made by the caller (UUIDv7). */
      liftId: Id,
      batchIds: z.array(Id).min(1).max(1000).optional(),
      reason: LongText,
    }),
    output: LiftView,
    status: 201,
  }),
  confirmRecallLift: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/lifts/:liftId/confirm',
    summary: 'Ends the recall of those batches, as the second person',
    tag,
    who: some,
    fresh: true,
    input: z.strictObject({ id: Id, liftId: Id }),
    output: z.object({ lift: LiftView, recorded: z.int() }),
  }),
  getRecallFollowUp: endpoint({
    method: 'get',
    path: '/api/v1/recalls/:id/follow-up',
    summary: 'What became of the goods of a recall: from the events since then, with the notes beside them',
    tag,
    who: some,
    input: ById,
    output: FollowUp,
  }),
  noteRecallFollowUp: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/follow-up',
    summary: 'Notes what became of goods that no event tells of',
    tag,
    who: some,
    input: z.strictObject({
      id: Id,
      /** Made by the caller (UUIDv7). */
      noteId: Id,
      batchId: Id.optional(),
      outcome: z.enum(outcomes),
      quantity: Quantity.optional(),
      party: ShortText.optional(),
      text: LongText.optional(),
    }),
    output: NoteView,
    status: 201,
  }),
  closeRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/close',
    summary: 'Closes a recall with its conclusion; what was not lifted stays recalled',
    tag,
    who: deciders,
    fresh: true,
    input: z.strictObject({ id: Id, conclusion: LongText }),
    output: RecallView,
  }),
  listAlerts: endpoint({
    method: 'get',
    path: '/api/v1/alerts',
    summary: "Recalls of others that concern goods in the hands of the caller's organization; newest first",
    tag,
    who: ['staff', 'admin'],
    input: z.strictObject({}),
    output: z.object({ items: z.array(AlertView) }),
  }),
}
