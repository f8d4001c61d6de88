import type { AlertView } from '@nguon/contract'
import { dayOf } from '@nguon/domain'
import { formatDay, recallCaseTexts } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { Link } from 'wouter'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { alertsQuery } from './recall-queries.ts'

/** Recalls of others that concern goods here; nothing while there are none, or while the page waits for them. */
export function Alerts({ organizationId }: { organizationId: string }) {
  const t = recallCaseTexts(useLang())
  const { data } = useQuery(alertsQuery)
  const open = data?.items.filter(({ batches }) => batches.length > 0) ?? []
  if (open.length === 0) return null
  return (
    <section className="section">
      <h2>{t.alerts}</h2>
      {open.map((alert) => (
        <Alert key={alert.id} alert={alert} organizationId={organizationId} />
      ))}
    </section>
  )
}

function Alert({ alert, organizationId }: { alert: AlertView; organizationId: string }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const { organizationName, at, reason, publicMessage, batches } = alert
  return (
    <div className="notice red">
      <TriangleAlert aria-hidden />
      <div>
        <p>
          <b>{t.alertFrom({ name: organizationName, day: formatDay(dayOf(at, '+07:00'), lang) })}</b>
        </p>
        <p>{reason}</p>
        {publicMessage && <p>{publicMessage}</p>}
        <ul className="bullets">
          {batches.map(({ id, lot, productName, isOwn }) => (
            <li key={id}>
              {isOwn ? (
                <Link href={paths.batch(organizationId, id)}>
                  {productName} {lot}
                </Link>
              ) : (
                `${productName} ${lot}`
              )}{' '}
              ({isOwn ? t.ownBatch : t.othersBatch})
            </li>
          ))}
        </ul>
        <p>{t.alertAdvice}</p>
      </div>
    </div>
  )
}
