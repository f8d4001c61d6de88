import {
  BatchKind,
  Day,
  findingCodes,
  Id,
  Instant,
  Lot,
  needsFreshFactor,
  Sha256Hex,
  ShortText,
  type SubjectKind,
  subjects,
  versions,
} from '@nguon/domain'
import * as z from 'zod'
import { balanceApi } from './balances.ts'
import { deviceApi } from './devices.ts'
import { type Access, endpoint, fileEndpoint } from './endpoint.ts'
import { handoverApi } from './handover.ts'
import { labelApi, labelFiles } from './labels.ts'
import { logApi, logFiles } from './log.ts'
import { peopleApi } from './people.ts'
import { privacyApi, privacyFiles } from './privacy.ts'
import { recallApi } from './recalls.ts'
import { Disclosures, EventRecord, RecordedEvent } from './recorded.ts'
import { reportApi, reportFiles } from './reports.ts'
import { scanApi } from './scans.ts'
import { sessionApi } from './sessions.ts'
import { syncApi } from './sync.ts'
import { BatchDetail, BatchSummary, Chain, Step, Trace } from './views.ts'

const ById = z.strictObject({ id: Id })
const office: readonly Access[] = ['staff', 'admin', 'inspector']
/** What is public is so to whoever is halfway through signing in too. */
const everyone: readonly Access[] = ['anonymous', 'pending', ...office, 'operator']

/** What a version answers: where it stands in its subject's history. */
export const RecordedVersion = z.object({
  id: Id,
  subjectId: Id,
  sequence: z.int(),
  recordedAt: Instant,
  leafHash: z.string(),
})
export type RecordedVersion = z.infer<typeof RecordedVersion>

const recordVersion = <K extends SubjectKind>(kind: K, noun: string, who: readonly Access[]) =>
  endpoint({
    method: 'post',
    path: `/api/v1/${noun}`,
    summary: `Records a version of the ${noun}`,
    tag: 'Master data',
    who,
    input: z.strictObject({ version: versions[kind], disclosures: Disclosures.optional() }),
    output: RecordedVersion,
    status: 201,
  })

/** A subject as it is today, and the first day its present version speaks of. */
const present = <K extends SubjectKind>(kind: K) =>
  z.object({ id: Id, validFrom: Day.optional(), data: subjects[kind] })

const listSubjects = <K extends SubjectKind>(kind: K, noun: string) =>
  endpoint({
    method: 'get',
    path: `/api/v1/${noun}`,
    summary: `The ${noun} of the caller's organization, each in its present version`,
    tag: 'Master data',
    who: ['staff', 'admin'],
    input: z.strictObject({}),
    output: z.object({ items: z.array(present(kind)) }),
  })

const QrOf = { size: z.coerce.number().int().min(64).max(2000).optional() }

/** Every HTTP call of the platform below /api/v1. */
export const api = {
  ...sessionApi,
  ...peopleApi,
  ...deviceApi,
  ...privacyApi,
  ...balanceApi,
  ...handoverApi,
  ...logApi,
  ...labelApi,
  ...recallApi,
  ...reportApi,
  ...scanApi,
  ...syncApi,
  recordOrganization: recordVersion('organization', 'organizations', ['operator', 'admin']),
  recordMember: recordVersion('member', 'members', ['staff', 'admin']),
  recordConsent: recordVersion('consent', 'consents', ['staff', 'admin']),
  recordPlace: recordVersion('place', 'places', ['staff', 'admin']),
  recordProduct: recordVersion('product', 'products', ['staff', 'admin']),
  recordCertificate: recordVersion('certificate', 'certificates', ['staff', 'admin']),
  recordLabelRun: recordVersion('label_run', 'label-runs', ['staff', 'admin']),
  getOrganization: endpoint({
    method: 'get',
    path: '/api/v1/organization',
    summary: "The caller's organization in its present version",
    tag: 'Master data',
    who: ['staff', 'admin'],
    input: z.strictObject({}),
    output: present('organization'),
  }),
  listMembers: listSubjects('member', 'members'),
  listPlaces: listSubjects('place', 'places'),
  listProducts: listSubjects('product', 'products'),
  listCertificates: listSubjects('certificate', 'certificates'),
  listLabelRuns: listSubjects('label_run', 'label-runs'),
  recordEvent: endpoint({
    method: 'post',
    path: '/api/v1/events',
    summary: 'Records an event; a correction of incorrect data brings the corrective event as `replacement`',
    tag: 'Events',
    who: ['staff', 'admin', 'inspector'],
    fresh: ({ event, replacement }) =>
      needsFreshFactor(event) || (replacement !== undefined && needsFreshFactor(replacement.event)),
    input: EventRecord,
    output: RecordedEvent,
    status: 201,
  }),
  getEvent: endpoint({
    method: 'get',
    path: '/api/v1/events/:id',
    summary: 'The entry of an event or version as it was hashed, and its leaf hash',
    tag: 'Events',
    who: everyone,
    input: ById,
    output: z.object({ entry: z.record(z.string(), z.unknown()), leafHash: z.string() }),
  }),
  listBatches: endpoint({
    method: 'get',
    path: '/api/v1/batches',
    summary: "The batches of the caller's organization, for an inspector those of the area; newest first",
    tag: 'Batches',
    who: office,
    input: z.strictObject({
      kind: BatchKind.optional(),
      status: z.enum(['active', 'held', 'recalled']).optional(),
      q: ShortText.optional(),
      organizationId: Id.optional(),
      /** Only batches of this commune, by its code of 5 digits; for an inspector as far as it lies in the area. */
      commune: z
        .string()
        .regex(/^\d{5}$/, 'a code of 5 digits')
        .optional(),
      /** Only batches in whose own steps this was noticed. */
      finding: z.enum(findingCodes).optional(),
      after: Id.optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ items: z.array(BatchSummary), next: Id.optional() }),
  }),
  getBatch: endpoint({
    method: 'get',
    path: '/api/v1/batches/:id',
    summary: 'A batch with its history and what its QR holds',
    tag: 'Batches',
    who: office,
    input: ById,
    output: BatchDetail,
  }),
  getTrace: endpoint({
    method: 'get',
    path: '/api/v1/batches/:id/trace',
    summary: 'What is in this batch (back), or where it went (forward): complete, or an error',
    tag: 'Lineage',
    who: everyone,
    input: z.strictObject({ id: Id, direction: z.enum(['back', 'forward']) }),
    output: Trace,
  }),
  getChain: endpoint({
    method: 'get',
    path: '/api/v1/batches/:id/chain',
    summary: 'The batches and steps of a chain, both ways, oldest first',
    tag: 'Lineage',
    who: office,
    input: ById,
    output: Chain,
  }),
  listSteps: endpoint({
    method: 'get',
    path: '/api/v1/events',
    summary: "The latest events of the caller's organization",
    tag: 'Events',
    who: ['staff', 'admin'],
    input: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).optional() }),
    output: z.object({ items: z.array(Step) }),
  }),
}

/** Calls that answer with bytes. */
export const files = {
  ...privacyFiles,
  ...logFiles,
  ...labelFiles,
  ...reportFiles,
  batchQrSvg: fileEndpoint({
    method: 'get',
    path: '/api/v1/batches/:id/qr.svg',
    summary: 'The QR of a batch',
    tag: 'Codes',
    who: everyone,
    input: ById,
    mime: ['image/svg+xml'],
  }),
  batchQrPng: fileEndpoint({
    method: 'get',
    path: '/api/v1/batches/:id/qr.png',
    summary: 'The QR of a batch as PNG, `size` pixels wide',
    tag: 'Codes',
    who: everyone,
    input: z.strictObject({ id: Id, ...QrOf }),
    mime: ['image/png'],
  }),
  packageQrSvg: fileEndpoint({
    method: 'get',
    path: '/api/v1/batches/:id/packages/:serial/qr.svg',
    summary: 'The QR of one package of a batch',
    tag: 'Codes',
    who: everyone,
    input: z.strictObject({ id: Id, serial: Lot }),
    mime: ['image/svg+xml'],
  }),
  packageQrPng: fileEndpoint({
    method: 'get',
    path: '/api/v1/batches/:id/packages/:serial/qr.png',
    summary: 'The QR of one package of a batch as PNG, `size` pixels wide',
    tag: 'Codes',
    who: everyone,
    input: z.strictObject({ id: Id, serial: Lot, ...QrOf }),
    mime: ['image/png'],
  }),
  getFile: fileEndpoint({
    method: 'get',
    path: '/api/v1/files/:sha256',
    summary:
      'A picture (re-encoded, at most `width` pixels wide) or a PDF (always as an attachment) that an event or product shows',
    tag: 'Files',
    who: everyone,
    input: z.strictObject({ sha256: Sha256Hex, width: z.coerce.number().int().min(16).max(1600).optional() }),
    mime: ['image/webp', 'application/pdf'],
  }),
}

/** The one call that takes bytes: the body is the file, at most 10 MB, its type in Content-Type. */
export const upload = {
  method: 'post',
  path: '/api/v1/files',
  summary: 'Keeps a file (jpeg, png, webp or pdf, at most 10 MB, without metadata) by the hash of its bytes',
  tag: 'Files',
  who: ['staff', 'admin', 'inspector'] as readonly Access[],
  mime: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const,
  maxBytes: 10 * 1024 * 1024,
  output: z.object({ sha256: Sha256Hex, bytes: z.int(), mime: z.string() }),
} as const
