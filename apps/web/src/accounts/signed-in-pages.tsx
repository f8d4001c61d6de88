import type { PersonKind } from '@nguon/domain'
import { lazy, type ReactNode, useEffect } from 'react'
import { signedIn, useSession } from '../session.ts'
import { NotForYou } from './not-for-you.tsx'
import { readyDevice } from './ready-device.ts'
import { SignInPage } from './sign-in-page.tsx'

const SecondFactorPage = lazy(async () => ({
  default: (await import('./second-factor-page.tsx')).SecondFactorPage,
}))
const EnrolPage = lazy(async () => ({ default: (await import('./enrol-page.tsx')).EnrolPage }))

/** What stands here is for people who are signed in; others sign in on the spot and find it then. */
export function SignedInPages({ children }: { children: ReactNode }) {
  const session = useSession()
  const isIn = signedIn(session)
  const recorder = isIn && isIn.kind !== 'operator' ? isIn.person.id : undefined
  useEffect(() => {
    if (recorder) void readyDevice()
  }, [recorder])
  if (isIn) return children
  if (session.kind === 'anonymous') return <SignInPage />
  return session.owes === 'enrolment' ? <EnrolPage /> : <SecondFactorPage />
}

interface OnlyForProps {
  readonly kinds: readonly PersonKind[]
  /** The organization whose pages these are. */
  readonly organizationId?: string
  readonly children: ReactNode
}

/** Pages for some kinds of people, or of one organization. The server refuses the others too; this tells them why. */
export function OnlyFor({ kinds, organizationId, children }: OnlyForProps) {
  const isIn = signedIn(useSession())
  const fits =
    isIn &&
    kinds.includes(isIn.kind) &&
    (organizationId === undefined || isIn.organization?.id === organizationId)
  return fits ? children : <NotForYou />
}
