import { batchTexts, inspectorTexts } from '@nguon/locale'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useSearchParams } from 'wouter'
import { BatchList } from '../batch-list.tsx'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { batchesQuery } from '../queries.ts'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import './inspector.css'

const statuses = ['all', 'active', 'held', 'recalled'] as const
type StatusFilter = (typeof statuses)[number]

interface Filter {
  readonly status: StatusFilter
  readonly q: string
  readonly organizationId: string
}

/** Every batch an inspector may see; the filter stands in the address. */
export function InspectorBatchesPage() {
  const t = useTexts(inspectorTexts)
  const { filter, look } = useFilter()
  const names = useStatusNames()
  const { status, q, organizationId } = filter
  return (
    <Page title={t.title} below={t.below} width="office">
      <div className="filters">
        <SearchField
          label={t.search}
          hint={t.searchHint}
          value={q}
          onSearch={(text) => look({ ...filter, q: text })}
        />
        <Organizations chosen={organizationId} onChoose={(id) => look({ ...filter, organizationId: id })} />
      </div>
      <ChipChoice
        label={t.status}
        chosen={status}
        choices={statuses.map((value) => ({ value, label: names[value] }))}
        onChoose={(next) => look({ ...filter, status: next })}
      />
      <BatchList
        filter={{
          ...(status === 'all' ? {} : { status }),
          ...(q ? { q } : {}),
          ...(organizationId ? { organizationId } : {}),
        }}
        hrefOf={(batch) => paths.chain(batch.id)}
        showOrganization
        empty={<Empty title={q || status !== 'all' || organizationId ? names.none : t.noneYet} />}
      />
    </Page>
  )
}

function useStatusNames() {
  const t = useTexts(inspectorTexts)
  const b = useTexts(batchTexts)
  return { all: b.all, active: t.active, held: b.held, recalled: b.recalled, none: b.noneFound }
}

function useFilter(): { filter: Filter; look: (next: Filter) => void } {
  const [search, setSearch] = useSearchParams()
  const filter = {
    status: statuses.find((name) => name === search.get('tinh-trang')) ?? 'all',
    q: search.get('tim') ?? '',
    organizationId: search.get('don-vi') ?? '',
  }
  const look = ({ status, q, organizationId }: Filter) => {
    const query = { 'tinh-trang': status === 'all' ? '' : status, tim: q, 'don-vi': organizationId }
    setSearch(Object.fromEntries(Object.entries(query).filter(([, value]) => value)), { replace: true })
  }
  return { filter, look }
}

interface OrganizationsProps {
  readonly chosen: string
  readonly onChoose: (id: string) => void
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

function Organizations({ chosen, onChoose }: OrganizationsProps) {
  const t = useTexts(inspectorTexts)
  const id = useId()
  const organizations = useOrganizations()
  if (organizations.length === 0) return null
  return (
    <div className="field">
      <label htmlFor={id}>{t.organization}</label>
      <select id={id} className="input" value={chosen} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{t.everyone}</option>
        {organizations.map(({ id: value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
