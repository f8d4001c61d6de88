import { batchTexts, handoverTexts } from '@nguon/locale'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'wouter'
import { useLang, useTexts } from '../../lang.tsx'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { type Direction, directions, handoversQuery } from './handover-queries.ts'
import { HandoverRow } from './handover-row.tsx'

/** What came from others and what was sent to them: first what waits for an answer. */
export function HandoversPage() {
  const t = useTexts(handoverTexts)
  const [search, setSearch] = useSearchParams()
  const direction: Direction = search.get('chieu') === 'di' ? 'sent' : 'received'
  const isReceived = direction === 'received'
  return (
    <Page title={t.title} below={t.below}>
      <ChipChoice
        label={t.direction}
        chosen={direction}
        choices={directions.map((value) => ({ value, label: t[value] }))}
        onChoose={(next) => setSearch(next === 'sent' ? { chieu: 'di' } : {}, { replace: true })}
      />
      <Handovers
        key={direction}
        direction={direction}
        waiting={isReceived ? t.waitingHere : t.waitingThere}
        noneWaiting={isReceived ? t.noneWaitingHere : t.noneWaitingThere}
      />
    </Page>
  )
}

interface HandoversProps {
  readonly direction: Direction
  readonly waiting: string
  readonly noneWaiting: string
}

function Handovers({ direction, waiting, noneWaiting }: HandoversProps) {
  const t = useTexts(handoverTexts)
  return (
    <>
      <List title={waiting} none={noneWaiting} direction={direction} state="waiting" />
      <List title={t.answered} none={t.noneAnswered} direction={direction} state="answered" />
    </>
  )
}

interface ListProps {
  readonly title: string
  readonly none: string
  readonly direction: Direction
  readonly state: 'waiting' | 'answered'
}

function List({ title, none, direction, state }: ListProps) {
  const lang = useLang()
  const query = useSuspenseInfiniteQuery(handoversQuery(direction, state))
  const handovers = query.data.pages.flatMap(({ items }) => items)
  return (
    <section className="section">
      <h2>{title}</h2>
      {handovers.length === 0 ? (
        state === 'waiting' ? (
          <Empty title={none} />
        ) : (
          <p className="soft">{none}</p>
        )
      ) : (
        <ul className="list">
          {handovers.map((handover) => (
            <li key={handover.dispatchId}>
              <HandoverRow handover={handover} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <button
          type="button"
          className="button quiet"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {batchTexts(lang).loadMore}
        </button>
      )}
    </section>
  )
}
