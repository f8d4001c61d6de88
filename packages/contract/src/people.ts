import {
  AreaUnit,
  Id,
  Instant,
  Organization,
  OwnPhoneNumber,
  Password,
  PersonKind,
  PersonName,
} from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint } from './endpoint.ts'
import { Factor, SessionView } from './sessions.ts'

const signedIn: readonly Access[] = ['staff', 'admin', 'inspector', 'operator']
const inSession: readonly Access[] = ['pending', ...signedIn]
const managers: readonly Access[] = ['admin', 'operator']
const tag = 'Accounts'
const nothing = z.strictObject({})
const ById = z.strictObject({ id: Id })
const Done = z.object({ done: z.literal(true) })

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

/** Invites, joining, and the people of organizations. */
export const peopleApi = {
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
}
