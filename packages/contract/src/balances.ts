import {
  BatchKind,
  Certificate,
  Day,
  type EventType,
  eventTypes,
  type FlowKind,
  Id,
  inflows,
  outflows,
} from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'
import { Balance } from './views.ts'

const tag = 'Balances'
const office: readonly Access[] = ['staff', 'admin', 'inspector']
// ids as they stand in the database: a chain may name a hundred thousand of them
const Ref = z.string()
const Kind = z.enum([...inflows, ...outflows]) as z.ZodType<FlowKind>

/** What came in, went out and remains. In each dimension: what came in = what went out + what remains. */
export const BalanceView = z.object({
  scope: z.enum(['batch', 'chain']),
  direction: z.enum(['back', 'forward']).optional(),
  /** How many batches of goods it is the balance of. */
  batches: z.int(),
  in: z.array(z.object({ kind: Kind, quantity: Balance })),
  out: z.array(z.object({ kind: Kind, quantity: Balance })),
  /** Every loss, by-product, destruction and difference, with the reason that was given. */
  losses: z.array(
    z.object({
      kind: Kind,
      eventId: Ref,
      quantity: Balance,
      reason: z.string().optional(),
      name: z.string().optional(),
    }),
  ),
  remaining: z.array(
    z.object({
      batchId: Ref,
      lot: z.string(),
      kind: BatchKind,
      productName: z.string(),
      /** Who has it: the owner, or a receiver that accepted it. */
      organizationId: Ref,
      organizationName: z.string(),
      quantity: Balance,
    }),
  ),
  packages: z.object({ packed: z.int(), labels: z.int() }),
  complete: z.literal(true),
})
export type BalanceView = z.infer<typeof BalanceView>

const ShareQuery = z
  .strictObject({
    id: Id,
    property: z.enum(['organic_certificate', 'certificate', 'bought_outside', 'commune']),
    /** Of `certificate` its type, of `commune` its code. */
    value: z.string().max(20).optional(),
    /** The day on which the code of the commune means the one that is asked for; today unless said. */
    on: Day.optional(),
  })
  .refine(
    ({ property, value }) =>
      property === 'certificate'
        ? Certificate.shape.type.safeParse(value).success
        : property === 'commune'
          ? /^\d{5}$/.test(value ?? '')
          : value === undefined,
    { path: ['value'], message: 'a type of certificate, the 5 digits of a commune, or nothing' },
  )
  .refine(({ property, on }) => on === undefined || property === 'commune', {
    path: ['on'],
    message: 'only of a commune',
  })
export type ShareQuery = z.infer<typeof ShareQuery>

/** Parts of 1 in decimal text of at most 12 places; they add up to exactly 1. */
export const ShareView = z.object({
  yes: z.string(),
  no: z.string(),
  unknown: z.string(),
  complete: z.literal(true),
})
export type ShareView = z.infer<typeof ShareView>

/** What covered the steps of a batch, each on its day. */
export const CoverView = z.object({
  certificates: z.array(
    Certificate.pick({ type: true, number: true, stars: true, issuedOn: true }).extend({
      id: Ref,
      organizationId: Ref,
      organizationName: z.string(),
      issuer: z.string().optional(),
      /** Whom or what it speaks of, in words: the organization, places, products. */
      scope: z.array(z.string()),
      expiresOn: Day.optional(),
      revokedOn: Day.optional(),
      document: z.string().optional(),
    }),
  ),
  days: z.array(
    z.object({
      eventId: Ref,
      type: z.enum(eventTypes) as z.ZodType<EventType>,
      day: Day,
      organizationId: Ref,
      cover: z.array(z.object({ certificateId: Ref, state: z.enum(['valid', 'expired', 'revoked']) })),
    }),
  ),
  findings: z.array(z.object({ code: z.literal('CERT_EXPIRED'), eventId: Ref, certificateId: Ref })),
  complete: z.literal(true),
})
export type CoverView = z.infer<typeof CoverView>

/** Sums over a batch and its chain. Complete, or an error. */
export const balanceApi = {
  getBalance: endpoint({
    method: 'get',
    path: '/api/v1/batches/:id/balance',
    summary:
      'What came in, went out, was lost and remains: of the batch, or of its chain (forward of inputs, crops and harvests, else back)',
    tag,
    who: office,
    input: z.strictObject({
      id: Id,
      scope: z.enum(['batch', 'chain']).optional(),
      direction: z.enum(['back', 'forward']).optional(),
    }),
    output: BalanceView,
  }),
  getShare: endpoint({
    method: 'get',
    path: '/api/v1/batches/:id/share',
    summary: 'How much of a batch has a property, by mass; what is not known is said',
    tag,
    who: office,
    input: ShareQuery,
    output: ShareView,
  }),
  getCover: endpoint({
    method: 'get',
    path: '/api/v1/batches/:id/certificates',
    summary: 'Which certificates covered each step of a batch and of what went into it, on its day',
    tag,
    who: office,
    input: z.strictObject({ id: Id }),
    output: CoverView,
  }),
}
