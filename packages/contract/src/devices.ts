import { Id, Instant } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'
import { Base64Url } from './sessions.ts'

const signedIn: readonly Access[] = ['staff', 'admin', 'inspector', 'operator']
const tag = 'Accounts'
const nothing = z.strictObject({})
const ById = z.strictObject({ id: Id })
const Done = z.object({ done: z.literal(true) })

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

/** Where people are signed in, and the keys of their phones. */
export const deviceApi = {
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
}
