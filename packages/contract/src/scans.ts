import { Id, Instant, LongText, ShortText, scanSignals } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'

const tag = 'Labels'
const who: readonly Access[] = ['staff', 'admin', 'inspector']

/** What the scans of a package are kept under: its address without lot. */
const ScanCode = z
  .string()
  .max(200)
  .regex(/^(01\/\d{14}\/21\/\S+|T\/[0-9A-Z-]+)$/, 'a code like 01/{GTIN}/21/{serial} or T/{own code}')

/** A package whose label may have been copied, with what was seen and what people decided. */
export const ScanAlertView = z.object({
  code: z.string(),
  organizationId: Id,
  organizationName: z.string(),
  batch: z.object({ id: Id, lot: z.string(), productName: z.string() }).optional(),
  points: z.int(),
  signals: z.array(z.enum(scanSignals)),
  scans: z.int(),
  /** Most devices within 30 days, most provinces within 7 days. */
  devices: z.int(),
  provinces: z.int(),
  firstAt: Instant,
  lastAt: Instant,
  /** Since when it waits for a person. */
  since: Instant,
  /** What shoppers see: a caution, a warning of fakes, or nothing. */
  shown: z.enum(['nothing', 'caution', 'counterfeit']),
  decision: z.enum(['dismissed', 'counterfeit']).optional(),
  /** What was decided, newest first. */
  decisions: z.array(
    z.object({
      decision: z.enum(['dismissed', 'counterfeit', 'undone']),
      reason: z.string(),
      howToTell: z.string().optional(),
      at: Instant,
    }),
  ),
})
export type ScanAlertView = z.infer<typeof ScanAlertView>

const OfCode = { code: ScanCode, reason: ShortText }

/** What a person decides about a code; what shoppers read of fakes is theirs to write. */
export const ScanDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('dismissed'), ...OfCode }),
  z.strictObject({ decision: z.literal('counterfeit'), ...OfCode, howToTell: LongText }),
  z.strictObject({ decision: z.literal('undone'), ...OfCode }),
])
export type ScanDecision = z.infer<typeof ScanDecision>

/** Labels that may have been copied. */
export const scanApi = {
  listScanAlerts: endpoint({
    method: 'get',
    path: '/api/v1/scan-alerts',
    summary:
      "Packages of the own organization, or of the inspector's area, whose labels may have been copied",
    tag,
    who,
    input: z.strictObject({}),
    output: z.object({ items: z.array(ScanAlertView) }),
  }),
  decideScanAlert: endpoint({
    method: 'post',
    path: '/api/v1/scan-alerts/decide',
    summary: 'Finds a code harmless, confirms that it is on fakes (the page says so), or takes either back',
    tag,
    who: ['admin', 'inspector'],
    input: ScanDecision,
    output: ScanAlertView,
  }),
}
