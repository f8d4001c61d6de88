import type { PersonView } from '@nguon/contract'
import { foldVietnamese, peopleTexts, personKindNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ChevronRight, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { peopleQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { OpenInvites } from './open-invites.tsx'
import { useSayWhen } from './say-when.ts'

/** From so many people on it is quicker to search. */
const MANY = 8

/** The people of the organization and the invites that are open; the operator sees those of all, or of one. */
export function PeoplePage() {
  const t = useTexts(peopleTexts)
  const { kind } = useSignedIn()
  const { data } = useSuspenseQuery(peopleQuery)
  const [q, search] = useState('')
  const organizationId = useSearchParams()[0].get('don-vi') ?? undefined
  const here = data.items.filter((person) => !organizationId || person.organizationId === organizationId)
  const found = here.filter((person) => fits(person, q))
  const isOperator = kind === 'operator'
  const inviteTo = isOperator && organizationId ? { 'don-vi': organizationId } : undefined
  return (
    <Page
      title={t.title}
      {...(organizationId ? { below: here[0]?.organizationName } : {})}
      back={isOperator ? paths.operator : paths.account}
    >
      {(!isOperator || inviteTo) && (
        <Link className="button main" href={paths.invite(inviteTo)}>
          <UserPlus aria-hidden /> {t.invite}
        </Link>
      )}
      <OpenInvites organizationId={organizationId} />
      <section className="section">
        <h2>{t.people}</h2>
        {here.length >= MANY && (
          <SearchField label={t.search} hint={t.searchHint} value={q} onSearch={search} />
        )}
        {found.length === 0 && <Empty title={q ? t.noneFound : t.noPeople} />}
        {found.length > 0 && <People people={found} withOrganization={isOperator && !organizationId} />}
      </section>
    </Page>
  )
}

function fits({ name, phone, organizationName }: PersonView, q: string): boolean {
  const digits = q.replaceAll(/\D/g, '')
  const text = foldVietnamese(`${name} ${organizationName}`)
  return text.includes(foldVietnamese(q)) || (digits.length > 2 && phone.includes(digits))
}

interface PeopleProps {
  readonly people: readonly PersonView[]
  readonly withOrganization: boolean
}

function People({ people, withOrganization }: PeopleProps) {
  const lang = useLang()
  const t = peopleTexts(lang)
  const say = useSayWhen()
  const { person: self } = useSignedIn()
  return (
    <ul className="list">
      {people.map(({ id, name, kind, lastSeenAt, endedAt, organizationName }) => {
        const seen = lastSeenAt ? t.seenAt({ when: say(lastSeenAt) }) : t.neverSeen
        return (
          <li key={id}>
            <Link href={paths.person(id)} className="row">
              <span>
                <b>{name}</b>
                {id === self.id && ` (${t.you})`}
                <small>
                  {[personKindNames[kind][lang], endedAt ? t.left : seen].join(' · ')}
                  {withOrganization && ` · ${organizationName}`}
                </small>
              </span>
              <ChevronRight aria-hidden />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
