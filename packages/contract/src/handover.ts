import {
  BatchKind,
  type EventType,
  eventTypes,
  handoverStates,
  Id,
  Instant,
  Product,
  Quantity,
  ShortText,
} from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'
import { Balance, BatchSummary } from './views.ts'

const tag = 'Handover'
const office: readonly Access[] = ['staff', 'admin', 'inspector']
const Ref = z.string()
const Organization = { organizationId: Ref, organizationName: z.string() }

/** One batch of a dispatch, what was sent and what arrived. */
const Line = z.object({
  batchId: Ref,
  lot: z.string(),
  productName: z.string(),
  sent: Quantity,
  counted: Quantity.optional(),
  /** Sent less counted. */
  difference: Balance.optional(),
  accepted: z.boolean().optional(),
  reason: z.string().optional(),
  receiptId: Ref.optional(),
})

/** A dispatch and its receiver's answer, the same for both sides. */
export const HandoverView = z.object({
  dispatchId: Id,
  occurredAt: Instant,
  ...Organization,
  toPlaceId: Ref,
  toPlaceName: z.string(),
  receiverId: Ref,
  receiverName: z.string(),
  state: z.enum(handoverStates),
  lines: z.array(Line),
})
export type HandoverView = z.infer<typeof HandoverView>

/** Photos and papers by the hash of their bytes. */
const Evidence = z.array(z.object({ sha256: z.string(), bytes: z.int(), mime: z.string() }))

/** The private parties and papers of a step. */
const Parties = z
  .object({
    supplier: z.string(),
    seller: z.string(),
    buyer: z.string(),
    invoice: z.string(),
    document: z.string(),
    vehicle: z.string(),
  })
  .partial()

/** An event that gave to a batch or took from it, with the other side. */
export const Neighbour = z.object({
  eventId: Ref,
  type: z.enum(eventTypes) as z.ZodType<EventType>,
  occurredAt: Instant,
  ...Organization,
  /** How much of the batch that was asked for. */
  quantity: Quantity.optional(),
  /** The batches of the other side: what it was made from, or what it went into. */
  batches: z.array(
    z.object({
      batchId: Ref,
      kind: BatchKind,
      lot: z.string(),
      productName: z.string(),
      ...Organization,
      quantity: Quantity.optional(),
    }),
  ),
  /** Between two organizations: this dispatch, or those by which goods of others came. */
  handovers: z.array(HandoverView),
  evidence: Evidence,
  /** For the organization whose event it is and inspectors who have it in the area; each look is noted. */
  parties: Parties.optional(),
})
export type Neighbour = z.infer<typeof Neighbour>

/** A handover with the papers that the caller may read: files are public, private fields are for whose event it is. */
export const HandoverDetail = HandoverView.extend({ evidence: Evidence, parties: Parties.optional() })
export type HandoverDetail = z.infer<typeof HandoverDetail>

/** Goods of another organization that the caller's accepted: `balance` is what it may still go on with, above 0. */
export const ReceivedGoods = BatchSummary.extend({ inputKind: Product.shape.inputKind })
export type ReceivedGoods = z.infer<typeof ReceivedGoods>

/** Where goods may be sent so that somebody on the platform answers. */
export const Receiver = z.object({
  placeId: Id,
  placeName: z.string(),
  /** Present commune of the place, to tell apart those of the same name. */
  commune: z.string().optional(),
  ...Organization,
})
export type Receiver = z.infer<typeof Receiver>

/** Who gave what to whom. */
export const handoverApi = {
  getNeighbours: endpoint({
    method: 'get',
    path: '/api/v1/batches/:id/neighbours',
    summary: 'One step back and one step forward of a batch, with parties, documents and quantities',
    tag,
    who: office,
    input: z.strictObject({ id: Id }),
    output: z.object({ back: z.array(Neighbour), forward: z.array(Neighbour), complete: z.literal(true) }),
  }),
  listHandovers: endpoint({
    method: 'get',
    path: '/api/v1/handovers',
    summary: "Dispatches from the caller's organization, or to its places, with their answers; newest first",
    tag,
    who: ['staff', 'admin'],
    input: z.strictObject({
      direction: z.enum(['sent', 'received']).default('received'),
      /** `waiting`: some batch has no answer yet, in time or not; `answered`: accepted or disputed. */
      state: z.enum([...handoverStates, 'waiting', 'answered']).optional(),
      after: Id.optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ items: z.array(HandoverView), next: Id.optional() }),
  }),
  getHandover: endpoint({
    method: 'get',
    path: '/api/v1/handovers/:id',
    summary: "A dispatch from the caller's organization, or to a place of it, with its answers and papers",
    tag,
    who: ['staff', 'admin'],
    input: z.strictObject({ id: Id }),
    output: HandoverDetail,
  }),
  listReceivedGoods: endpoint({
    method: 'get',
    path: '/api/v1/received-goods',
    summary:
      "What is left of other organizations' batches that the caller's organization accepted; newest first",
    tag,
    who: ['staff', 'admin'],
    input: z.strictObject({
      after: Id.optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ items: z.array(ReceivedGoods), next: Id.optional() }),
  }),
  listReceivers: endpoint({
    method: 'get',
    path: '/api/v1/receivers',
    summary:
      'Places of other organizations that goods may be sent to: those known from dispatches, or by name',
    tag,
    who: ['staff', 'admin'],
    input: z.strictObject({
      /** Part of the organization's name, marks or not; without it whom was sent to before, latest first. */
      q: ShortText.optional(),
    }),
    output: z.object({ items: z.array(Receiver) }),
  }),
}
