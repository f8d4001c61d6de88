import { Id, Instant, LongText } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint, fileEndpoint } from './endpoint.ts'

const tag = 'Reports'
const who: readonly Access[] = ['staff', 'admin', 'inspector']

export const reportKinds = ['fake', 'different', 'quality', 'still_sold', 'wrong_facts'] as const

/** How large the picture of a report may be, as it comes. */
export const photoMaxBytes = 5 * 1024 * 1024

/** What the form for anyone takes; it comes as a form, so everything is text and what is empty was left out. */
export const ReportForm = z.object({
  /** Path of the code, as it was read. */
  code: z.string().max(300),
  kind: z.enum(reportKinds),
  words: z.string().trim().min(1).max(2000),
  place: z.string().trim().max(200).default(''),
  phone: z
    .string()
    .trim()
    .regex(/^(\+?[\d ]{6,20})?$/)
    .default(''),
})
export type ReportForm = z.infer<typeof ReportForm>

/** A report as those see it who look into it. */
export const ReportView = z.object({
  id: Id,
  path: z.string(),
  /** Who issued the code; absent where nobody did. */
  organizationName: z.string().optional(),
  kind: z.enum(reportKinds),
  words: z.string(),
  place: z.string().optional(),
  phone: z.string().optional(),
  /** Whether a picture came with it: `reportPhoto`. */
  hasPhoto: z.boolean(),
  at: Instant,
  state: z.enum(['new', 'seen', 'answered']),
  answer: z.string().optional(),
})
export type ReportView = z.infer<typeof ReportView>

/** Reports of people who hold a package. */
export const reportApi = {
  listReports: endpoint({
    method: 'get',
    path: '/api/v1/reports',
    summary:
      'Reports about codes of the own organization; of inspectors: of their area, and of codes nobody issued. The latest 200',
    tag,
    who,
    input: z.strictObject({}),
    output: z.object({ items: z.array(ReportView) }),
  }),
  answerReport: endpoint({
    method: 'post',
    path: '/api/v1/reports/:id/answer',
    summary: 'Says that a report was seen, or what was done about it; what was answered stays',
    tag,
    who,
    input: z.strictObject({ id: Id, answer: LongText.optional() }),
    output: ReportView,
  }),
}

/** The picture of a report. */
export const reportFiles = {
  reportPhoto: fileEndpoint({
    method: 'get',
    path: '/api/v1/reports/:id/photo',
    summary: 'The picture that came with a report, re-encoded; for those who see the report',
    tag,
    who,
    input: z.strictObject({ id: Id }),
    mime: ['image/webp'],
  }),
}
