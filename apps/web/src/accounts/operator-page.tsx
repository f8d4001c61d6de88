import { foldVietnamese, operatorTexts, organizationKindNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Building2, ChevronRight, ShieldCheck, UserCog, Users } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { organizationsQuery } from '../queries.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Approvals } from './approvals.tsx'

/** The operator's first page: what waits for a second person, and every organization. */
export function OperatorPage() {
  const t = useTexts(operatorTexts)
  const ways = [
    { href: paths.newOrganization, label: t.add, Icon: Building2 },
    { href: paths.invite({ loai: 'inspector' }), label: t.inviteInspector, Icon: ShieldCheck },
    { href: paths.invite({ loai: 'operator' }), label: t.inviteOperator, Icon: UserCog },
    { href: paths.people(), label: t.allPeople, Icon: Users },
  ]
  return (
    <Page title={t.title} below={t.below}>
      <Approvals />
      <ul className="list">
        {ways.map(({ href, label, Icon }) => (
          <li key={href}>
            <Link href={href} className="row with-icon">
              <Icon aria-hidden />
              <span>{label}</span>
              <ChevronRight aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      <Organizations />
    </Page>
  )
}

function Organizations() {
  const lang = useLang()
  const t = operatorTexts(lang)
  const { data } = useSuspenseQuery(organizationsQuery)
  const [q, search] = useState('')
  const found = data.items.filter(({ data: { name, shortName = '' } }) =>
    foldVietnamese(`${name} ${shortName}`).includes(foldVietnamese(q)),
  )
  return (
    <section className="section">
      <h2>{t.organizations}</h2>
      {data.items.length > 0 && (
        <SearchField label={t.search} hint={t.searchHint} value={q} onSearch={search} />
      )}
      {found.length === 0 && <Empty title={q ? t.noneFound : t.noOrganizations} />}
      {found.length > 0 && (
        <ul className="list">
          {found.map(({ id, data: { name, kind, status } }) => (
            <li key={id}>
              <Link href={paths.people({ 'don-vi': id })} className="row">
                <span>
                  <b>{name}</b>
                  <small>
                    {organizationKindNames[kind][lang]}
                    {status === 'closed' && ` · ${t.closed}`}
                  </small>
                </span>
                <ChevronRight aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
