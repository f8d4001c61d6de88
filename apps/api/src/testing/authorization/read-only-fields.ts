import { newId } from '@nguon/domain'
import type { Sent } from './requests/request.ts'

/** What nobody sets by sending it: ids, owners, rights, states, decisions and times that the server makes, and words of JavaScript. */
const readOnlyFields: Readonly<Record<string, unknown>> = {
  ...{
    id: newId(),
    organizationId: newId(),
    organization_id: newId(),
    accountId: newId(),
    account_id: newId(),
  },
  ...{ personId: newId(), sessionId: newId(), deviceId: newId(), tenant: newId(), owner: newId() },
  ...{
    kind: 'operator',
    role: 'admin',
    isAdmin: true,
    admin: true,
    permissions: ['all'],
    who: ['anonymous'],
  },
  ...{
    recordedAt: '2026-01-01T00:00:00.000Z',
    importedAt: '2026-01-01T00:00:00.000Z',
    sequence: 1,
    leafHash: 'x',
  },
  ...{
    prev: null,
    marks: [],
    state: 'in_force',
    status: 'recalled',
    decision: 'accepted',
    decidedBy: newId(),
  },
  ...{ decidedAt: '2026-01-01T00:00:00.000Z', proposedBy: newId(), createdBy: newId(), addedBy: newId() },
  ...{ usedBy: newId(), used_at: null, awaitsApproval: false, awaits_approval: false, approvedBy: newId() },
  ...{
    recovers: newId(),
    secret_hash: 'x',
    expiresAt: '2099-01-01T00:00:00.000Z',
    endedAt: null,
    ended_at: null,
  },
  ...{
    revokedAt: null,
    fresh: true,
    freshAt: '2099-01-01T00:00:00.000Z',
    owes: null,
    password_hash: 'x',
    area: [],
  },
  ...{ _method: 'delete', constructor: {}, prototype: {}, toString: 'x' },
}

/** Where a call may say one of them after all, by the row and by the object in its body. */
const sayable: Readonly<Record<string, readonly string[]>> = {
  'createInvite ': ['area', 'organizationId', 'accountId'],
  'erase ': ['accountId'],
  'recordEvent event': ['endedAt'],
  'sync entries.0.event': ['endedAt'],
}
/** What browsers may add to a passkey's answer: it is not kept. */
const open = 'clientExtensionResults'

/** The request, each time with one field too many in one of the objects of its body. */
export function* withReadOnlyFields(row: string, { body, ...rest }: Sent): Generator<[name: string, Sent]> {
  for (const path of objectsIn(body)) {
    const at = path.join('.')
    for (const [field, value] of Object.entries(readOnlyFields)) {
      if (sayable[`${row} ${at}`]?.includes(field)) continue
      const changed = structuredClone(body) as object
      const holder = path.reduce((inner, key) => inner[key] as Inner, changed as Inner)
      if (Object.hasOwn(holder, field)) continue
      holder[field] = value
      yield [`${at}.${field}`, { ...rest, body: changed }]
    }
  }
}
type Inner = Record<string, unknown>

/** The paths of every object in a body; of lists the first item. */
function objectsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || path.at(-1) === open) return []
  if (Array.isArray(value)) return objectsIn(value[0], [...path, '0'])
  const inner = Object.entries(value).flatMap(([key, each]) => objectsIn(each, [...path, key]))
  return [[...path], ...inner]
}
