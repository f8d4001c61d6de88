import type { AuditView } from '@nguon/contract'
import { accountTexts, auditActionNames } from '@nguon/locale'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { auditQuery } from '../queries.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { sayAbout } from './audit-words.ts'
import { useSayWhen } from './say-when.ts'

/** Who did what with accounts and private data of the organization, newest first. */
export function AuditPage() {
  const lang = useLang()
  const t = accountTexts(lang)
  const { data, fetchNextPage, hasNextPage, isFetching } = useSuspenseInfiniteQuery(auditQuery)
  const rows = data.pages.flatMap((page) => page.items)
  return (
    <Page title={t.audit} below={t.auditBelow} back={paths.account}>
      {rows.length === 0 ? (
        <Empty title={t.noAudit} />
      ) : (
        <ol className="list" aria-busy={isFetching}>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ol>
      )}
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
    </Page>
  )
}

function Row({ row: { at, action, by, from, about, fromOutside } }: { row: AuditView }) {
  const lang = useLang()
  const t = accountTexts(lang)
  const say = useSayWhen()
  return (
    <li className="row">
      <span>
        <b>{auditActionNames[action][lang]}</b>
        <small>{[by ?? t.someone, sayAbout(about, lang)].filter(Boolean).join(' · ')}</small>
        <small>
          <time dateTime={at}>{say(at)}</time>
          {from && ` · ${from}`}
        </small>
      </span>
      {fromOutside && <span className="chip amber">{t.fromOutside}</span>}
    </li>
  )
}
