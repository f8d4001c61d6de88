import type { BatchSummary } from '@nguon/contract'
import { batchTexts } from '@nguon/locale'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { BatchRow } from './cooperative/batch-row.tsx'
import { useTexts } from './lang.tsx'
import { type BatchFilter, batchesQuery } from './queries.ts'

interface BatchListProps {
  readonly filter: BatchFilter
  readonly hrefOf: (batch: BatchSummary) => string
  readonly showOrganization?: boolean
  /** What else is said of a batch. */
  readonly aside?: (batch: BatchSummary) => ReactNode
  /** What stands there when nothing fits the filter. */
  readonly empty: ReactNode
}

/** Batches that fit a filter, more with every tap. What was found before stays while the next search runs. */
export function BatchList({ filter, hrefOf, showOrganization = false, aside, empty }: BatchListProps) {
  const t = useTexts(batchTexts)
  const { data, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    ...batchesQuery(filter),
    placeholderData: (before) => before,
    throwOnError: true,
  })
  const batches = data?.pages.flatMap((page) => page.items) ?? []
  if (data && batches.length === 0) return empty
  return (
    <>
      <ul className="list" aria-busy={isFetching}>
        {batches.map((batch) => (
          <li key={batch.id}>
            <BatchRow
              batch={batch}
              href={hrefOf(batch)}
              showOrganization={showOrganization}
              aside={aside?.(batch)}
            />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="button quiet"
          disabled={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {t.loadMore}
        </button>
      )}
    </>
  )
}
