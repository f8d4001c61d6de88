import { AreaUnit, Id, Instant, Password, PhoneNumber, personKinds, ShortText } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'

const signedIn: readonly Access[] = ['staff', 'admin', 'inspector', 'operator']
const inSession: readonly Access[] = ['pending', ...signedIn]
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

/** Bytes as the browser writes them. */
export const Base64Url = z
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

/** Signing in and out, the second factor, the password. */
export const sessionApi = {
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
}
