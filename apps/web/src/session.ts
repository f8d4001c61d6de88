import type { SessionView } from '@nguon/contract'
import type { PersonKind } from '@nguon/domain'
import { createContext, useContext } from 'react'
import { paths } from './paths.ts'

/** Who is signed in, for the whole app, and how that changes. */
export interface HeldSession {
  readonly session: SessionView
  /** Whether the person was signed in a moment ago and the server ended that. */
  readonly hasEnded: boolean
  /** Takes what the server answered to signing in or out, joining or confirming. */
  readonly settle: (session: SessionView) => void
}

const Current = createContext<HeldSession | undefined>(undefined)

export const HeldSessionProvider = Current.Provider

/** The session, where one is held: everywhere but on the page that says that the app did not open. */
export const useHeldSession = (): HeldSession | undefined => useContext(Current)

/** Who is signed in. */
export const useSession = (): SessionView => held(useHeldSession()).session

/** Takes what the server answered to signing in or out, joining or confirming. */
export const useSettle = (): HeldSession['settle'] => held(useHeldSession()).settle

function held(session: HeldSession | undefined): HeldSession {
  if (!session) throw new Error('outside the pages of the app')
  return session
}

/** What tells two people apart: nothing that was read for one is shown to another, or to the same person in another role. */
export const identityOf = ({ person, kind, organization }: SessionView): string =>
  [person?.id ?? 'nobody', kind, organization?.id ?? ''].join(':')

/** A session of which nothing is owed any more. */
export type SignedIn = SessionView & {
  kind: PersonKind
  person: NonNullable<SessionView['person']>
}

/** The session of somebody who is in; undefined while signing in. */
export function signedIn(session: SessionView): SignedIn | undefined {
  const { kind, person } = session
  return kind === 'anonymous' || kind === 'pending' || !person ? undefined : { ...session, kind, person }
}

/** Who is signed in; only inside the pages behind the sign-in. */
export function useSignedIn(): SignedIn {
  const session = signedIn(useSession())
  if (!session) throw new Error('outside the pages of those who are signed in')
  return session
}

/** The first page of a person's own work. */
export function workplaceOf({ kind, organization }: SessionView): string {
  if (kind === 'operator') return paths.operator
  if (kind === 'inspector') return paths.inspector
  return organization ? paths.today(organization.id) : paths.account
}
