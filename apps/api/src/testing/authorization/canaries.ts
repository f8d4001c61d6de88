import { randomBytes } from 'node:crypto'
import type { CallerName } from './matrix.ts'

/** What kind of private thing an unguessable text stands in. */
type CanaryKind =
  | 'people' // names of people and invites, phone numbers they sign in with
  | 'disclosure'
  | 'device'
  | 'quarantine'
  | 'audit'
  | 'recall'
  | 'export'
  | 'batch' // lots: in the lists and details of those whose batches they are

export interface Canary {
  readonly tenant: 'A' | 'B'
  readonly kind: CanaryKind
  readonly text: string
}

/** The canaries of an organization, one text of each kind. */
export function newCanaries(tenant: 'A' | 'B') {
  const text = () => `CNRY${tenant}${randomBytes(6).toString('hex').toUpperCase()}`
  const texts = {
    ...{ people: text(), disclosure: text(), device: text(), quarantine: text() },
    ...{ audit: text(), recall: text(), export: text(), batch: text() },
  } satisfies Record<CanaryKind, string>
  /** A telephone number that nobody guesses, as a member's. */
  const digits = `09${String(randomBytes(4).readUInt32BE() % 100_000_000).padStart(8, '0')}`
  const all = Object.entries(texts).map(([kind, each]): Canary => {
    return { tenant, kind: kind as CanaryKind, text: each }
  })
  return { ...texts, digits, all: [...all, { tenant, kind: 'disclosure', text: digits } satisfies Canary] }
}

const ofStaff: readonly CanaryKind[] = ['people', 'recall', 'batch']

/** Who bought and sold is told to all who handle the goods, also to staff. */
const isParty = (route: string, kind: CanaryKind): boolean =>
  kind === 'disclosure' && (route === 'getNeighbours' || route === 'getHandover')

const ofSecondOfficial: readonly string[] = ['getRecallLists', 'getRecallFollowUp']

/** Whether the caller may read this in an answer of the route; written by hand. */
export function mayRead(caller: CallerName, route: string, { tenant, kind }: Canary): boolean {
  switch (caller) {
    case 'staffA':
      return tenant === 'A' && (ofStaff.includes(kind) || isParty(route, kind))
    case 'staffB':
      return tenant === 'B' && (ofStaff.includes(kind) || isParty(route, kind))
    case 'adminA':
      return tenant === 'A'
    case 'operator':
      return kind === 'people'
    case 'inspectorInArea':
      if (tenant === 'B') return false
      return (
        kind === 'batch' ||
        (kind === 'disclosure' && route === 'getPrivate') ||
        isParty(route, kind) ||
        (kind === 'recall' && route.includes('Recall'))
      )
    case 'inspectorElsewhere': // the second official of any area sees what a mandatory recall stops
      return tenant === 'A' && kind === 'batch' && ofSecondOfficial.includes(route)
    case 'anonymous':
    case 'revokedDeviceA':
      return false
  }
}
