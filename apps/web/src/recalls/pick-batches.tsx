import type { BatchSummary } from '@nguon/contract'
import { batchTexts, formatQuantity, recallTexts } from '@nguon/locale'
import { useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useLang } from '../lang.tsx'
import { batchesQuery, batchQuery } from '../queries.ts'
import { ChoiceList } from '../ui/choice-list.tsx'
import { SearchField } from '../ui/search-field.tsx'

/** Batches to start from: those chosen before, and whatever a search finds. */
export function PickBatches() {
  const lang = useLang()
  const t = recallTexts(lang)
  const { getValues } = useFormContext<{ batchIds: string[] }>()
  const [q, search] = useState('')
  const [given] = useState(() => getValues('batchIds'))
  const [seen] = useState(() => new Map<string, BatchSummary>())
  const named = useQueries({ queries: given.map((id) => batchQuery(id)) })
  const { data } = useInfiniteQuery({
    ...batchesQuery(q ? { q } : {}, 20),
    placeholderData: (before) => before,
    throwOnError: true,
  })
  const found = data?.pages.flatMap(({ items }) => items) ?? []
  for (const batch of [...named.flatMap((each) => (each.data ? [each.data.batch] : [])), ...found])
    seen.set(batch.id, batch)
  const chosen = getValues('batchIds').flatMap((id) => seen.get(id) ?? [])
  const shown = [...new Map([...chosen, ...found].map((batch) => [batch.id, batch])).values()]
  return (
    <>
      <SearchField label={t.find} hint={t.findHint} value={q} onSearch={search} />
      {data && found.length === 0 && <p className="soft">{batchTexts(lang).noneFound}</p>}
      <ChoiceList
        name="batchIds"
        legend={t.foundBatches}
        many
        required
        choices={shown.map(({ id, lot, productName, organizationName, balance }) => ({
          value: id,
          title: `${productName} · ${lot}`,
          note: [organizationName, balance && formatQuantity(balance, lang)].filter(Boolean).join(' · '),
        }))}
      />
    </>
  )
}
