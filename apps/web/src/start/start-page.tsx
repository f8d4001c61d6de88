import { frameTexts, organizationKindNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ChevronRight, ScanLine, ShieldCheck } from 'lucide-react'
import { Link, Redirect } from 'wouter'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { sessionQuery } from '../queries.ts'
import { Page } from '../ui/page.tsx'
import './start.css'

/** Who one is: known from the session, chosen in the demo, or told that sign-in is not open. */
export function StartPage() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  if (session.kind === 'inspector') return <Redirect to={paths.inspector} />
  if (session.organization) return <Redirect to={paths.today(session.organization.id)} />
  return session.demo ? <ChooseRole organizations={session.demo} /> : <NoSignIn />
}

interface Sample {
  readonly id: string
  readonly name: string
  readonly kind: string
}

function ChooseRole({ organizations }: { organizations: readonly Sample[] }) {
  const t = useTexts(frameTexts)
  const cooperatives = organizations.filter(({ kind }) => kind === 'cooperative')
  const others = organizations.filter(({ kind }) => kind !== 'cooperative')
  return (
    <Page title={t.chooseTitle} below={t.chooseHint}>
      <section className="section">
        <h2>{t.cooperatives}</h2>
        <Organizations organizations={cooperatives} />
      </section>
      {others.length > 0 && (
        <section className="section">
          <h2>{t.others}</h2>
          <Organizations organizations={others} />
        </section>
      )}
      <section className="section">
        <h2>{t.inspectors}</h2>
        <div className="list">
          <Link href={paths.inspector} className="row with-icon">
            <ShieldCheck aria-hidden />
            <span>
              {t.inspectorRole}
              <small>{t.inspectorHint}</small>
            </span>
            <ChevronRight aria-hidden />
          </Link>
        </div>
      </section>
      <ScanLink />
    </Page>
  )
}

function Organizations({ organizations }: { organizations: readonly Sample[] }) {
  const lang = useLang()
  const kinds: Record<string, { vi: string; en: string } | undefined> = organizationKindNames
  return (
    <ul className="list">
      {organizations.map(({ id, name, kind }) => (
        <li key={id}>
          <Link href={paths.today(id)} className="row">
            <span>
              {name}
              <small>{kinds[kind]?.[lang]}</small>
            </span>
            <ChevronRight aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function NoSignIn() {
  const t = useTexts(frameTexts)
  return (
    <Page title={t.noSignInTitle}>
      <p>{t.noSignIn}</p>
      <ScanLink />
    </Page>
  )
}

function ScanLink() {
  const t = useTexts(frameTexts)
  return (
    <section className="section">
      <p className="soft">{t.canScan}</p>
      <a className="button" href={paths.scan}>
        <ScanLine aria-hidden /> {t.scanCode}
      </a>
    </section>
  )
}
