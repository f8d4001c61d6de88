import { accountTexts, factorNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useLang } from '../lang.tsx'
import { factorsQuery } from '../queries.ts'
import { Empty } from '../ui/empty.tsx'
import { useSayWhen } from './say-when.ts'

/** A way to confirm, as one speaks of it. */
export interface NamedFactor {
  readonly id: string
  readonly title: string
}

/** The ways one has set up. */
export function OwnFactors({ onRemove }: { onRemove: (factor: NamedFactor) => void }) {
  const lang = useLang()
  const t = accountTexts(lang)
  const say = useSayWhen()
  const { data } = useSuspenseQuery(factorsQuery)
  if (data.items.length === 0) return <Empty title={t.noFactors} />
  return (
    <ul className="list">
      {data.items.map(({ id, factor, name, addedAt, lastUsedAt }) => {
        const title = [factorNames[factor][lang], name].filter(Boolean).join(' · ')
        return (
          <li key={id} className="row">
            <span>
              <b>{title}</b>
              <small>{t.addedAt({ when: say(addedAt) })}</small>
              {lastUsedAt && <small>{t.usedAt({ when: say(lastUsedAt) })}</small>}
            </span>
            <button
              type="button"
              className="button danger"
              aria-label={t.removeOf({ what: title })}
              onClick={() => onRemove({ id, title })}
            >
              {t.remove}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
