import { signInTexts } from '@nguon/locale'
import { useTexts } from '../lang.tsx'
import { Page } from '../ui/page.tsx'
import { LeaveButton } from './leave-button.tsx'
import { NewFactor } from './new-factor.tsx'

/** Sets up the second step, without which this account does not come in. */
export function EnrolPage() {
  const t = useTexts(signInTexts)
  return (
    <Page title={t.enrolTitle} below={t.enrolBelow}>
      <NewFactor />
      <LeaveButton label={t.notMe} />
    </Page>
  )
}
