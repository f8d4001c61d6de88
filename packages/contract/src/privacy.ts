import { Id, Instant, LongText } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint, fileEndpoint } from './endpoint.ts'

const signedIn: readonly Access[] = ['staff', 'admin', 'inspector', 'operator']
const tag = 'Accounts'
const ById = z.strictObject({ id: Id })

/** What the audit tells: closed, for programs; the words are in packages/locale. */
export const auditActions = [
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'confirmed',
  'joined',
  'recovered',
  'invited',
  'invite_approved',
  'invite_revoked',
  'person_removed',
  'kind_changed',
  'area_changed',
  'factor_added',
  'factor_removed',
  'password_changed',
  'device_added',
  'device_revoked',
  'session_ended',
  'private_read',
  'exported',
  'erased',
  'quarantine_decided',
  'recall_proposed',
  'recall_confirmed',
  'recall_withdrawn',
  'recall_lift_proposed',
  'recall_lifted',
  'recall_noted',
  'recall_closed',
  'recall_drilled',
  'labels_reprinted',
  'scan_alert_decided',
] as const

export const AuditView = z.object({
  id: Id,
  at: Instant,
  action: z.enum(auditActions),
  /** Who did it: a name while the person is there. */
  by: z.string().optional(),
  /** From where: the browser in words. */
  from: z.string().optional(),
  /** What or whom it was about, in words. */
  about: z.string().optional(),
  /** Set when somebody from outside did it: an inspector or an operator. */
  fromOutside: z.boolean(),
})
export type AuditView = z.infer<typeof AuditView>

/** What is kept about people: who looked at it, what it is, a copy of it, and its end. */
export const privacyApi = {
  listAudit: endpoint({
    method: 'get',
    path: '/api/v1/audit',
    summary: 'Who signed in, who looked at what is private, who changed which right; of the own organization',
    tag,
    who: ['admin', 'inspector', 'operator'],
    input: z.strictObject({
      after: Id.optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ items: z.array(AuditView), next: Id.optional() }),
  }),
  getPrivate: endpoint({
    method: 'get',
    path: '/api/v1/entries/:id/private',
    summary:
      'The private part of an event or version of the own organization, or of one in the area; each look is noted',
    tag,
    who: ['admin', 'inspector'],
    input: ById,
    output: z.object({ fields: z.record(z.string(), z.unknown()), erased: z.boolean() }),
  }),
  createExport: endpoint({
    method: 'post',
    path: '/api/v1/exports',
    summary:
      'Puts together what is kept about the caller, or (an admin) about a member; to be fetched within 24 hours',
    tag,
    who: signedIn,
    fresh: true,
    input: z.strictObject({ memberId: Id.optional() }),
    output: z.object({ id: Id, expiresAt: Instant }),
    status: 201,
  }),
  erase: endpoint({
    method: 'post',
    path: '/api/v1/erasures',
    summary:
      'Deletes the private fields of a member (an admin), the name and phone number of somebody who left (an admin, or the operator), or the caller: name and phone number go, the account ends. The history keeps a pseudonym and says so',
    tag,
    who: signedIn,
    fresh: true,
    input: z
      .strictObject({
        memberId: Id.optional(),
        /** Of a person whose account has ended. */
        accountId: Id.optional(),
        reason: LongText,
      })
      .refine(({ memberId, accountId }) => memberId === undefined || accountId === undefined, {
        path: ['accountId'],
        message: 'a member or a person, not both',
      }),
    output: z.object({ erased: z.int() }),
  }),
}

/** The file of an export. */
export const privacyFiles = {
  getExport: fileEndpoint({
    method: 'get',
    path: '/api/v1/exports/:id',
    summary: 'What an export put together: JSON',
    tag,
    who: signedIn,
    input: ById,
    mime: ['application/json'],
  }),
}
