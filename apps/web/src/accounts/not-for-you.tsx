import { accountTexts, personKindNames } from '@nguon/locale'
import { Link } from 'wouter'
import { useLang } from '../lang.tsx'
import { useSignedIn, workplaceOf } from '../session.ts'
import { Page } from '../ui/page.tsx'
import { LeaveButton } from './leave-button.tsx'

/** A page of another organization or role. */
export function NotForYou() {
  const lang = useLang()
  const t = accountTexts(lang)
  const session = useSignedIn()
  const role = personKindNames[session.kind][lang]
  return (
    <Page title={t.notForYou} below={t.notForYouHint({ name: session.person.name, role })}>
      <div className="buttons">
        <Link className="button main" href={workplaceOf(session)}>
          {t.toWork}
        </Link>
        <LeaveButton label={t.signOut} />
      </div>
    </Page>
  )
}
