import type { PersonKind } from '@nguon/domain'
import { lazy, type ReactNode, useEffect } from 'react'
import { setRecorder } from '../outbox/recorder.ts'
import { type SignedIn, signedIn, useSession } from '../session.ts'
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
  useRecorder(isIn)
  if (isIn) return children
  if (session.kind === 'anonymous') return <SignInPage />
  return session.owes === 'enrolment' ? <EnrolPage /> : <SecondFactorPage />
}

/** Says at once whose phone this is now: what is recorded from here on bears no other person's signature. */
function useRecorder(isIn: SignedIn | undefined): void {
  const records = isIn && isIn.kind !== 'operator'
  const personId = records ? isIn.person.id : undefined
  const organizationId = records ? isIn.organization?.id : undefined
  useEffect(() => {
    if (!personId || !organizationId) return
    setRecorder({ personId, organizationId })
    void readyDevice()
    return () => setRecorder(undefined)
  }, [personId, organizationId])
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
