import { batchTexts } from '@nguon/locale'
import { Plus } from 'lucide-react'
import { Link, useSearchParams } from 'wouter'
import { BatchList } from '../batch-list.tsx'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import type { BatchFilter } from '../queries.ts'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useOrganization } from './organization.tsx'

const views = ['all', 'harvest', 'semi_finished', 'finished', 'input', 'crop', 'held', 'recalled'] as const
type View = (typeof views)[number]

/** Every batch of the cooperative; what is searched for stands in the address. */
export function BatchesPage() {
  const t = useTexts(batchTexts)
  const { id } = useOrganization()
  const [search, setSearch] = useSearchParams()
  const view = views.find((name) => name === search.get('loai')) ?? 'all'
  const q = search.get('tim') ?? ''
  const look = (next: { view: View; q: string }) => {
    const query = { ...(next.view === 'all' ? {} : { loai: next.view }), ...(next.q ? { tim: next.q } : {}) }
    setSearch(query, { replace: true })
  }
  const names: Record<View, string> = { ...t, all: t.everyKind, harvest: t.harvested }
  return (
    <Page title={t.title}>
      <Link className="button main" href={paths.register(id)}>
        <Plus aria-hidden /> {t.registerBatch}
      </Link>
      <SearchField
        key={q === '' ? 'cleared' : 'kept'}
        label={t.search}
        hint={t.searchHint}
        value={q}
        onSearch={(text) => look({ view, q: text })}
      />
      <ChipChoice
        label={t.kinds}
        oneLine
        chosen={view}
        choices={views.map((value) => ({ value, label: names[value] }))}
        onChoose={(next) => look({ view: next, q })}
      />
      <BatchList
        filter={filterOf(view, q)}
        hrefOf={(batch) => paths.batch(id, batch.id)}
        empty={<Nothing filtered={view !== 'all' || q !== ''} clear={() => look({ view: 'all', q: '' })} />}
      />
    </Page>
  )
}

function filterOf(view: View, q: string): BatchFilter {
  const text = q ? { q } : {}
  if (view === 'all') return text
  return view === 'held' || view === 'recalled' ? { ...text, status: view } : { ...text, kind: view }
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useTexts(batchTexts)
  if (!filtered) return <Empty title={t.noBatches} />
  return (
    <Empty title={t.noneFound}>
      <button type="button" className="button quiet" onClick={clear}>
        {t.clearFilter}
      </button>
    </Empty>
  )
}
