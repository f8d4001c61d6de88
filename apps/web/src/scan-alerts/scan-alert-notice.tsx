import { scanAlertTexts } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, QrCode } from 'lucide-react'
import { Link } from 'wouter'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { scanAlertsQuery } from './scan-alerts-query.ts'

/** How many labels shoppers are cautioned about; nothing while there is none, or while the page waits to know. */
export function ScanAlertNotice({ home }: { home: string }) {
  const t = scanAlertTexts(useLang())
  const { data } = useQuery(scanAlertsQuery)
  const count = data?.items.filter(({ shown }) => shown === 'caution').length ?? 0
  if (count === 0) return null
  return (
    <Link className="list banner-again" href={paths.scanAlerts(home)}>
      <span className="row with-icon">
        <QrCode aria-hidden />
        <span>
          <b>{t.noticed({ count })}</b>
          <small>{t.noticeHint}</small>
        </span>
        <ChevronRight aria-hidden />
      </span>
    </Link>
  )
}
