import type { ScanAlertView } from '@nguon/contract'
import { scanAlertTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useLang } from '../lang.tsx'
import { useHome } from '../recalls/recall-home.ts'
import { useSignedIn } from '../session.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { ScanAlert } from './scan-alert.tsx'
import { scanAlertsQuery } from './scan-alerts-query.ts'

/** Labels that may have been copied: those that nobody has decided about first. */
export function ScanAlertsPage() {
  const t = scanAlertTexts(useLang())
  const { kind } = useSignedIn()
  const { data } = useSuspenseQuery(scanAlertsQuery)
  const isOpen = ({ decision, shown }: ScanAlertView) => decision === undefined || shown === 'caution'
  return (
    <Page title={t.title} below={t.below} back={useHome()}>
      {data.items.length === 0 && <Empty title={t.none} />}
      {kind === 'staff' && data.items.length > 0 && <p className="hint">{t.leadersOnly}</p>}
      <Alerts title={t.waiting} alerts={data.items.filter(isOpen)} />
      <Alerts title={t.decided} alerts={data.items.filter((alert) => !isOpen(alert))} />
    </Page>
  )
}

function Alerts({ title, alerts }: { title: string; alerts: readonly ScanAlertView[] }) {
  if (alerts.length === 0) return null
  return (
    <section className="section">
      <h2>{title}</h2>
      <ul className="list">
        {alerts.map((alert) => (
          <li key={alert.code}>
            <ScanAlert alert={alert} />
          </li>
        ))}
      </ul>
    </section>
  )
}
