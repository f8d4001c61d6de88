import { Id, Instant, LongText, Quantity, ShortText } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'
import {
  AlertView,
  FollowUp,
  LiftView,
  NoteView,
  RecallPlan,
  RecallStart,
  RecallView,
  recallOutcomes,
  recallStart,
} from './recall-views.ts'

const tag = 'Recalls'
const ById = z.strictObject({ id: Id })
const some: readonly Access[] = ['staff', 'admin', 'inspector']
const deciders: readonly Access[] = ['admin', 'inspector']

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
      ...recallStart,
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
      outcome: z.enum(recallOutcomes),
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
