import { Id, Instant, LongText, ShortText } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'
import { RecordedEvent } from './recorded.ts'

const tag = 'Recalls'
const ById = z.strictObject({ id: Id })
const some: readonly Access[] = ['staff', 'admin', 'inspector']

/** A recall as it is proposed, confirmed by a second person, or withdrawn. */
export const RecallView = z.object({
  id: Id,
  organizationId: Id,
  organizationName: z.string(),
  kind: z.enum(['voluntary', 'mandatory']),
  batchIds: z.array(Id),
  reason: z.string(),
  publicMessage: z.string().optional(),
  decisionNumber: z.string().optional(),
  state: z.enum(['proposed', 'in_force', 'withdrawn']),
  proposedBy: z.string(),
  proposedAt: Instant,
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  /** Whether the caller is one who may confirm it: in the right place, and not who proposed it. */
  mayConfirm: z.boolean(),
})
export type RecallView = z.infer<typeof RecallView>

/** A recall takes two people: one proposes, another confirms. */
export const recallApi = {
  proposeRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls',
    summary:
      'Proposes a recall: an admin of the own batches (voluntary), an inspector of batches of the area (mandatory)',
    tag,
    who: ['admin', 'inspector'],
    fresh: true,
    input: z.strictObject({
      /** Made by the caller (UUIDv7): proposing it again changes nothing. */
      id: Id,
      batchIds: z.array(Id).min(1).max(150),
      reason: LongText,
      publicMessage: LongText.optional(),
      decisionNumber: ShortText.optional(),
    }),
    output: RecallView,
    status: 201,
  }),
  listRecalls: endpoint({
    method: 'get',
    path: '/api/v1/recalls',
    summary: "The recalls of the caller's organization, or of the inspector's area; newest first",
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
  confirmRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/confirm',
    summary:
      'Confirms a recall as the second person: of the organization or an inspector of the area (voluntary), another inspector (mandatory)',
    tag,
    who: some,
    fresh: true,
    input: ById,
    output: z.object({ recall: RecallView, events: z.array(RecordedEvent) }),
  }),
  withdrawRecall: endpoint({
    method: 'post',
    path: '/api/v1/recalls/:id/withdraw',
    summary: 'Takes back a recall that is not confirmed',
    tag,
    who: ['admin', 'inspector'],
    input: z.strictObject({ id: Id, reason: LongText }),
    output: RecallView,
  }),
}
