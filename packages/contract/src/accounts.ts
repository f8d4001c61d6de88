import {
  AreaUnit,
  Id,
  Instant,
  LongText,
  Organization,
  OwnPhoneNumber,
  Password,
  PersonKind,
  PersonName,
  PhoneNumber,
  personKinds,
  ShortText,
} from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint, fileEndpoint } from './endpoint.ts'

const signedIn: readonly Access[] = ['staff', 'admin', 'inspector', 'operator']
const inSession: readonly Access[] = ['pending', ...signedIn]
const managers: readonly Access[] = ['admin', 'operator']

const tag = 'Accounts'
const nothing = z.strictObject({})
const ById = z.strictObject({ id: Id })
const Done = z.object({ done: z.literal(true) })

export const Factor = z.enum(['totp', 'passkey'])
export type Factor = z.infer<typeof Factor>

/** Who the caller is. The server answers it to everything that changes it. */
export const SessionView = z.object({
  kind: z.enum(['anonymous', 'pending', ...personKinds]),
  /** Of a session that is pending: whether the second factor is asked for, or has to be set up first. */
  owes: z.enum(['second_factor', 'enrolment']).optional(),
  organization: z.object({ id: Id, name: z.string() }).optional(),
  person: z.object({ id: Id, name: z.string(), phone: z.string() }).optional(),
  /** The ways in which the person can confirm who they are; none: by the password. */
  factors: z.array(Factor).optional(),
  area: z.array(AreaUnit).optional(),
  /** Until when what asks for a fresh factor is open. */
  freshUntil: Instant.optional(),
  /** The id of this phone's key, where it has registered one. */
  deviceId: Id.optional(),
})
export type SessionView = z.infer<typeof SessionView>

const Base64Url = z
  .string()
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+$/)
const clientParts = {
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.looseObject({}).optional(),
}
/** RegistrationResponseJSON of WebAuthn. */
export const PasskeyMade = z.strictObject({
  ...clientParts,
  response: z.strictObject({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    authenticatorData: Base64Url.optional(),
    transports: z.array(z.string().max(20)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: Base64Url.optional(),
  }),
})
export type PasskeyMade = z.infer<typeof PasskeyMade>
/** AuthenticationResponseJSON of WebAuthn. */
export const PasskeyShown = z.strictObject({
  ...clientParts,
  response: z.strictObject({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
})
export type PasskeyShown = z.infer<typeof PasskeyShown>
/** Options for the browser: PublicKeyCredentialCreationOptionsJSON or …RequestOptionsJSON. */
const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) })
const TotpCode = z
  .string()
  .transform((written) => written.replaceAll(' ', ''))
  .pipe(z.string().regex(/^\d{6}$/, '6 digits'))

/** The secret half of an invite's link: 128 bits. The organization stands beside it. */
const InviteLink = {
  organizationId: Id,
  secret: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
}

export const InviteView = z.object({
  id: Id,
  kind: PersonKind,
  name: z.string().optional(),
  organizationId: Id,
  organizationName: z.string(),
  area: z.array(AreaUnit).optional(),
  /** Set on an invite that lets a person in again who lost the password or the second factor. */
  recovers: z.object({ accountId: Id, name: z.string() }).optional(),
  createdAt: Instant,
  expiresAt: Instant,
  /** `awaiting`: a second operator has to agree. */
  state: z.enum(['open', 'awaiting', 'used', 'expired', 'revoked']),
})
export type InviteView = z.infer<typeof InviteView>

export const PersonView = z.object({
  id: Id,
  organizationId: Id,
  organizationName: z.string(),
  kind: PersonKind,
  name: z.string(),
  phone: z.string(),
  factors: z.array(Factor),
  area: z.array(AreaUnit).optional(),
  joinedAt: Instant,
  lastSeenAt: Instant.optional(),
  endedAt: Instant.optional(),
})
export type PersonView = z.infer<typeof PersonView>

/** A place where a person is signed in, and the key of the phone where it has one. */
export const DeviceView = z.object({
  /** Of the session, or of the key where nobody is signed in with it. */
  id: Id,
  deviceId: Id.optional(),
  personId: Id,
  personName: z.string(),
  /** What the browser calls itself, in words. */
  label: z.string(),
  signedInAt: Instant.optional(),
  lastSeenAt: Instant.optional(),
  isCurrent: z.boolean(),
  /** Of the key: up to which number everything it recorded has arrived. */
  contiguous: z.int().optional(),
  revokedAt: Instant.optional(),
})
export type DeviceView = z.infer<typeof DeviceView>

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

/** Signing in, joining, people, devices and what is kept about them. */
export const accountApi = {
  getSession: endpoint({
    method: 'get',
    path: '/api/v1/session',
    summary: 'Who the caller is',
    tag,
    who: ['anonymous', ...inSession],
    input: nothing,
    output: SessionView,
  }),
  signIn: endpoint({
    method: 'post',
    path: '/api/v1/session',
    summary: 'Signs in with phone number and password; a second factor may be asked for next',
    tag,
    who: ['anonymous', ...inSession],
    input: z.strictObject({ phone: PhoneNumber, password: z.string().min(1).max(128) }),
    output: SessionView,
  }),
  signOut: endpoint({
    method: 'post',
    path: '/api/v1/session/end',
    summary: 'Signs out. The browser forgets what it kept, unless it holds entries that are not sent',
    tag,
    who: ['anonymous', ...inSession],
    input: z.strictObject({ keepStorage: z.boolean().optional() }),
    output: SessionView,
  }),
  confirmPassword: endpoint({
    method: 'post',
    path: '/api/v1/session/password',
    summary: 'Confirms who one is by the password, where the person has no second factor',
    tag,
    who: ['staff'],
    input: z.strictObject({ password: z.string().min(1).max(128) }),
    output: SessionView,
  }),
  confirmTotp: endpoint({
    method: 'post',
    path: '/api/v1/session/totp',
    summary:
      'Gives the code of the authenticator app: the second step of signing in, or a fresh confirmation',
    tag,
    who: inSession,
    input: z.strictObject({ code: TotpCode }),
    output: SessionView,
  }),
  beginPasskey: endpoint({
    method: 'post',
    path: '/api/v1/session/passkey/options',
    summary: 'What the browser needs to show a passkey',
    tag,
    who: inSession,
    input: nothing,
    output: PasskeyOptions,
  }),
  confirmPasskey: endpoint({
    method: 'post',
    path: '/api/v1/session/passkey',
    summary: 'Shows a passkey: the second step of signing in, or a fresh confirmation',
    tag,
    who: inSession,
    input: z.strictObject({ response: PasskeyShown }),
    output: SessionView,
  }),
  beginTotp: endpoint({
    method: 'post',
    path: '/api/v1/factors/totp/options',
    summary: 'A new secret for the authenticator app',
    tag,
    who: inSession,
    input: nothing,
    output: z.object({ secret: z.string(), uri: z.string() }),
  }),
  addTotp: endpoint({
    method: 'post',
    path: '/api/v1/factors/totp',
    summary: 'Sets up the authenticator app with its first code',
    tag,
    who: inSession,
    input: z.strictObject({ code: TotpCode }),
    output: SessionView,
  }),
  beginNewPasskey: endpoint({
    method: 'post',
    path: '/api/v1/factors/passkey/options',
    summary: 'What the browser needs to make a passkey',
    tag,
    who: inSession,
    input: nothing,
    output: PasskeyOptions,
  }),
  addPasskey: endpoint({
    method: 'post',
    path: '/api/v1/factors/passkey',
    summary: 'Keeps a new passkey',
    tag,
    who: inSession,
    input: z.strictObject({ response: PasskeyMade, name: ShortText.max(60).optional() }),
    output: SessionView,
  }),
  listFactors: endpoint({
    method: 'get',
    path: '/api/v1/factors',
    summary: 'The ways in which the caller confirms who they are',
    tag,
    who: signedIn,
    input: nothing,
    output: z.object({
      items: z.array(
        z.object({
          id: Id,
          factor: Factor,
          name: z.string().optional(),
          addedAt: Instant,
          lastUsedAt: Instant.optional(),
        }),
      ),
    }),
  }),
  removeFactor: endpoint({
    method: 'post',
    path: '/api/v1/factors/:id/remove',
    summary: 'Removes a factor; whoever needs one keeps the last',
    tag,
    who: signedIn,
    fresh: true,
    input: ById,
    output: Done,
  }),
  changePassword: endpoint({
    method: 'post',
    path: '/api/v1/password',
    summary: "Changes the caller's own password, and ends the caller's other sessions",
    tag,
    who: signedIn,
    input: z.strictObject({ current: z.string().min(1).max(128), password: Password }),
    output: SessionView,
  }),
  readInvite: endpoint({
    method: 'post',
    path: '/api/v1/invites/read',
    summary: 'What an invite is for',
    tag,
    who: ['anonymous', ...inSession],
    input: z.strictObject(InviteLink),
    output: InviteView.omit({ id: true, createdAt: true }),
  }),
  join: endpoint({
    method: 'post',
    path: '/api/v1/join',
    summary: 'Uses an invite: name, phone number as user name, password. Signs in',
    tag,
    who: ['anonymous', ...inSession],
    input: z.strictObject({ ...InviteLink, name: PersonName, phone: OwnPhoneNumber, password: Password }),
    output: SessionView,
    status: 201,
  }),
  createInvite: endpoint({
    method: 'post',
    path: '/api/v1/invites',
    summary:
      'Invites a person: an admin for the own organization; the operator for any, and inspectors and operators. With `accountId` it lets a person in again',
    tag,
    who: managers,
    fresh: true,
    input: z.strictObject({
      kind: PersonKind,
      /** The operator says for which organization; of an inspector: the inspectorate. */
      organizationId: Id.optional(),
      name: PersonName.optional(),
      area: z.array(AreaUnit).min(1).max(50).optional(),
      accountId: Id.optional(),
    }),
    /** The link is told once: only a hash of its secret is kept. */
    output: z.object({ invite: InviteView, link: z.string() }),
    status: 201,
  }),
  listInvites: endpoint({
    method: 'get',
    path: '/api/v1/invites',
    summary: "The invites of the caller's organization; every one for the operator",
    tag,
    who: managers,
    input: nothing,
    output: z.object({ items: z.array(InviteView) }),
  }),
  revokeInvite: endpoint({
    method: 'post',
    path: '/api/v1/invites/:id/revoke',
    summary: 'Withdraws an invite',
    tag,
    who: managers,
    input: ById,
    output: Done,
  }),
  approveInvite: endpoint({
    method: 'post',
    path: '/api/v1/invites/:id/approve',
    summary: 'Agrees, as a second operator, that an admin, inspector or operator is let in again',
    tag,
    who: ['operator'],
    fresh: true,
    input: ById,
    output: Done,
  }),
  listOrganizations: endpoint({
    method: 'get',
    path: '/api/v1/organizations',
    summary: 'Every organization, for the operator',
    tag,
    who: ['operator'],
    input: nothing,
    output: z.object({ items: z.array(z.object({ id: Id, data: Organization })) }),
  }),
  listPeople: endpoint({
    method: 'get',
    path: '/api/v1/people',
    summary: "The people of the caller's organization; of every one for the operator",
    tag,
    who: managers,
    input: nothing,
    output: z.object({ items: z.array(PersonView) }),
  }),
  removePerson: endpoint({
    method: 'post',
    path: '/api/v1/people/:id/remove',
    summary: 'Ends a membership: signed out everywhere, the keys of the phones revoked',
    tag,
    who: managers,
    fresh: true,
    input: ById,
    output: Done,
  }),
  changeKind: endpoint({
    method: 'post',
    path: '/api/v1/people/:id/kind',
    summary: 'Makes staff an admin, or an admin staff; takes effect with the next sign-in',
    tag,
    who: ['admin'],
    fresh: true,
    input: z.strictObject({ id: Id, kind: z.enum(['staff', 'admin']) }),
    output: Done,
  }),
  changeArea: endpoint({
    method: 'post',
    path: '/api/v1/people/:id/area',
    summary: 'Says what an inspector is responsible for from now on',
    tag,
    who: ['operator'],
    fresh: true,
    input: z.strictObject({ id: Id, area: z.array(AreaUnit).min(1).max(50) }),
    output: Done,
  }),
  addDevice: endpoint({
    method: 'post',
    path: '/api/v1/devices',
    summary:
      "Registers this phone's key: P-256, SubjectPublicKeyInfo in base64url; the private half never leaves the phone",
    tag,
    who: ['staff', 'admin', 'inspector'],
    input: z.strictObject({ publicKey: Base64Url.max(200) }),
    output: z.object({ deviceId: Id, contiguous: z.int() }),
    status: 201,
  }),
  listDevices: endpoint({
    method: 'get',
    path: '/api/v1/devices',
    summary: "Where the caller is signed in, and with which phones; an admin sees the whole organization's",
    tag,
    who: signedIn,
    input: nothing,
    output: z.object({ items: z.array(DeviceView) }),
  }),
  revokeDevice: endpoint({
    method: 'post',
    path: '/api/v1/devices/:id/revoke',
    summary:
      'Ends a session and revokes the key of its phone: what it recorded before and sends later waits in quarantine',
    tag,
    who: signedIn,
    input: ById,
    output: Done,
  }),
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
export const accountFiles = {
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
