import type { PersonView } from '@nguon/contract'
import { factorNames, peopleTexts, personKindNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { peopleQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { Facts } from '../ui/facts.tsx'
import { NoPage } from '../ui/no-page.tsx'
import { Page } from '../ui/page.tsx'
import { sayArea } from './area-words.ts'
import { ChangeArea } from './change-area.tsx'
import { ChangeKind } from './change-kind.tsx'
import { ErasePerson } from './erase-person.tsx'
import { LetInAgain } from './let-in-again.tsx'
import { RemovePerson } from './remove-person.tsx'
import { useSayWhen } from './say-when.ts'

/** One person: who it is, and what the admin or operator may do about it. */
export function PersonPage({ personId }: { personId: string }) {
  const lang = useLang()
  const { kind } = useSignedIn()
  const { data } = useSuspenseQuery(peopleQuery)
  const person = data.items.find(({ id }) => id === personId)
  if (!person) return <NoPage />
  const back = paths.people(kind === 'operator' ? { 'don-vi': person.organizationId } : {})
  return (
    <Page title={person.name} below={personKindNames[person.kind][lang]} back={back}>
      <About person={person} />
      {person.endedAt ? <ErasePerson person={person} /> : <Actions person={person} />}
    </Page>
  )
}

function About({ person }: { person: PersonView }) {
  const lang = useLang()
  const t = peopleTexts(lang)
  const say = useSayWhen()
  const { phone, organizationName, factors, area, joinedAt, lastSeenAt, endedAt } = person
  const ways = factors.map((factor) => factorNames[factor][lang]).join(', ')
  return (
    <div className="card">
      <Facts
        facts={[
          phone !== '' && { label: t.phone, value: phone },
          { label: t.organization, value: organizationName },
          area && { label: t.area, value: sayArea(area, lang) },
          { label: t.factors, value: ways || t.onlyPassword },
          { label: t.joinedAt, value: say(joinedAt) },
          { label: t.lastSeen, value: lastSeenAt ? say(lastSeenAt) : t.neverSeen },
          endedAt !== undefined && { label: t.leftAt, value: say(endedAt) },
        ]}
      />
    </div>
  )
}

/** Staff are let in again by their admin, everybody else by two operators; nobody acts on themselves here. */
function Actions({ person }: { person: PersonView }) {
  const t = peopleTexts(useLang())
  const { kind, person: self } = useSignedIn()
  if (person.id === self.id) return null
  const isOperator = kind === 'operator'
  const letsIn = isOperator === (person.kind !== 'staff')
  return (
    <>
      {letsIn ? (
        <LetInAgain person={person} />
      ) : (
        <p className="soft small">{isOperator ? t.letInByAdmin : t.letInByOperator}</p>
      )}
      {isOperator && person.kind === 'inspector' && <ChangeArea person={person} />}
      {!isOperator && <ChangeKind person={person} />}
      <RemovePerson person={person} />
    </>
  )
}
