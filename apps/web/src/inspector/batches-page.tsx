import { findingCodes } from '@nguon/domain'
import { batchTexts, inspectorTexts } from '@nguon/locale'
import { formatUnit } from '@nguon/locale/admin'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { communesOf, sayArea } from '../accounts/area-words.ts'
import { BatchList } from '../batch-list.tsx'
import { offsetHere, todayAt } from '../cooperative/recording/when.ts'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { batchesQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { type Filter, statuses, useFilter } from './batch-filter.ts'
import { BatchFindings } from './batch-findings.tsx'
import { findingNames } from './finding-names.ts'
import './inspector.css'

/** Every batch an inspector may see, with what the checks noticed; the filter stands in the address. */
export function InspectorBatchesPage() {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const { area } = useSignedIn()
  const { filter, look, asked } = useFilter()
  const names = useStatusNames()
  const isFiltered = Object.keys(asked).length > 0
  return (
    <Page title={t.title} below={area ? t.area({ area: sayArea(area, lang) }) : t.below} width="office">
      <Filters filter={filter} look={look} />
      <ChipChoice
        label={t.status}
        oneLine
        chosen={filter.status}
        choices={statuses.map((value) => ({ value, label: names[value] }))}
        onChoose={(status) => look({ ...filter, status })}
      />
      <BatchList
        filter={asked}
        hrefOf={(batch) => paths.chain(batch.id)}
        showOrganization
        aside={(batch) => <BatchFindings codes={batch.findings ?? []} />}
        empty={<Empty title={isFiltered ? names.none : t.noneYet} />}
      />
    </Page>
  )
}

function useStatusNames() {
  const t = useTexts(inspectorTexts)
  const b = useTexts(batchTexts)
  return { all: b.all, active: t.active, held: b.held, recalled: b.recalled, none: b.noneFound }
}

interface FiltersProps {
  readonly filter: Filter
  readonly look: (next: Filter) => void
}

function Filters({ filter, look }: FiltersProps) {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const { q, organizationId, commune, finding } = filter
  const { area } = useSignedIn()
  const organizations = useOrganizations()
  const communes = area ? communesOf(area, todayAt(new Date(), offsetHere())) : []
  return (
    <div className="filters">
      <SearchField
        label={t.search}
        hint={t.searchHint}
        value={q}
        onSearch={(text) => look({ ...filter, q: text })}
      />
      {communes.length > 0 && (
        <Choose
          label={t.commune}
          every={t.everyCommune}
          chosen={commune}
          choices={communes.map(({ code, name }) => ({ id: code, name: formatUnit(name, lang) }))}
          onChoose={(code) => look({ ...filter, commune: code })}
        />
      )}
      {organizations.length > 0 && (
        <Choose
          label={t.organization}
          every={t.everyone}
          chosen={organizationId}
          choices={organizations}
          onChoose={(id) => look({ ...filter, organizationId: id })}
        />
      )}
      <Choose
        label={t.finding}
        every={t.everyFinding}
        chosen={finding}
        choices={findingCodes.map((id) => ({ id, name: findingNames[id].name[lang] }))}
        onChoose={(code) => look({ ...filter, finding: code })}
      />
    </div>
  )
}

/** The organizations of the latest batches. */
function useOrganizations(): { id: string; name: string }[] {
  const { data } = useInfiniteQuery(batchesQuery({}, 200))
  const batches = data?.pages.flatMap((page) => page.items) ?? []
  const names = new Map(
    batches.map(({ organizationId, organizationName }) => [organizationId, organizationName]),
  )
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}

interface ChooseProps {
  readonly label: string
  /** What the empty choice says. */
  readonly every: string
  readonly chosen: string
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  readonly onChoose: (id: string) => void
}

function Choose({ label, every, chosen, choices, onChoose }: ChooseProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={chosen} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{every}</option>
        {choices.map(({ id: value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
