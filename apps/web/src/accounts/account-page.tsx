import { accountTexts, personKindNames, recallTexts, sellingTexts } from '@nguon/locale'
import {
  ChevronRight,
  DatabaseBackup,
  Fingerprint,
  Inbox,
  KeyRound,
  type LucideIcon,
  OctagonX,
  ScrollText,
  Smartphone,
  Sprout,
  Store,
  Users,
} from 'lucide-react'
import { Link } from 'wouter'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useSignedIn, workplaceOf } from '../session.ts'
import { Facts } from '../ui/facts.tsx'
import { Page } from '../ui/page.tsx'
import { sayArea } from './area-words.ts'
import { LeaveButton } from './leave-button.tsx'

/** Who one is here, and the way to everything about it. */
export function AccountPage() {
  const lang = useLang()
  const t = accountTexts(lang)
  const session = useSignedIn()
  const { person, organization, kind, area } = session
  return (
    <Page title={t.title} back={workplaceOf(session)}>
      <div className="card">
        <Facts
          facts={[
            { label: t.name, value: person.name },
            { label: t.phone, value: person.phone },
            organization && { label: t.organization, value: organization.name },
            { label: t.role, value: personKindNames[kind][lang] },
            area && { label: t.area, value: sayArea(area, lang) },
          ]}
        />
      </div>
      <Own />
      <OfOrganization />
      <LeaveButton label={t.signOut} />
    </Page>
  )
}

function Own() {
  const t = useTexts(accountTexts)
  return (
    <section className="section">
      <h2>{t.mine}</h2>
      <ul className="list">
        <Way href={paths.devices} Icon={Smartphone} label={t.devices} hint={t.devicesHint} />
        <Way href={paths.factors} Icon={Fingerprint} label={t.factors} hint={t.factorsHint} />
        <Way href={paths.password} Icon={KeyRound} label={t.password} />
        <Way href={paths.myData} Icon={DatabaseBackup} label={t.myData} hint={t.myDataHint} />
      </ul>
    </section>
  )
}

function OfOrganization() {
  const lang = useLang()
  const t = accountTexts(lang)
  const session = useSignedIn()
  const { kind } = session
  const recalls =
    kind === 'operator' ? undefined : (
      <Way href={paths.recalls(workplaceOf(session))} Icon={OctagonX} label={recallTexts(lang).title} />
    )
  return (
    <section className="section">
      <h2>{t.ofOrganization}</h2>
      <ul className="list">
        {(kind === 'admin' || kind === 'operator') && (
          <Way href={paths.people()} Icon={Users} label={t.people} />
        )}
        {kind === 'admin' && (
          <>
            {session.organization && (
              <Way
                href={paths.profile(session.organization.id)}
                Icon={Store}
                label={sellingTexts(lang).profile}
                hint={sellingTexts(lang).profileHint}
              />
            )}
            <Way href={paths.members} Icon={Sprout} label={t.members} />
            <Way href={paths.quarantine} Icon={Inbox} label={t.quarantine} />
          </>
        )}
        {recalls}
        {kind !== 'staff' && <Way href={paths.audit} Icon={ScrollText} label={t.audit} />}
      </ul>
    </section>
  )
}

interface WayProps {
  readonly href: string
  readonly Icon: LucideIcon
  readonly label: string
  readonly hint?: string
}

function Way({ href, Icon, label, hint }: WayProps) {
  return (
    <li>
      <Link href={href} className="row with-icon">
        <Icon aria-hidden />
        <span>
          {label}
          {hint && <small>{hint}</small>}
        </span>
        <ChevronRight aria-hidden />
      </Link>
    </li>
  )
}
