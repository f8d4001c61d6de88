import { signInTexts } from '@nguon/locale'
import { useTexts } from '../lang.tsx'
import { useSession } from '../session.ts'
import { Page } from '../ui/page.tsx'
import { ConfirmWays } from './confirm-ways.tsx'
import { LeaveButton } from './leave-button.tsx'

/** The second step of signing in. */
export function SecondFactorPage() {
  const t = useTexts(signInTexts)
  const { person, factors = [] } = useSession()
  return (
    <Page title={t.secondTitle} below={person && t.secondBelow({ name: person.name })}>
      <ConfirmWays factors={factors} />
      <LeaveButton label={t.notMe} />
    </Page>
  )
}
