import { frameTexts } from '@nguon/locale'
import { Archive, House, Plus, ScanLine } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useOrganization } from './organization.tsx'

/** The four places of the field app, within reach of the thumb. */
export function BottomBar() {
  const t = useTexts(frameTexts)
  const { id } = useOrganization()
  const [path] = useLocation()
  const here = (href: string) => path.startsWith(href)
  const items = [
    { href: paths.today(id), label: t.today, Icon: House, current: path === paths.today(id) },
    { href: paths.record(id), label: t.record, Icon: Plus, current: here(paths.record(id)) },
    { href: paths.batches(id), label: t.batches, Icon: Archive, current: here(paths.batches(id)) },
  ]
  return (
    <nav className="bottom-bar" aria-label={t.navigation}>
      <ul>
        {items.map(({ href, label, Icon, current }) => (
          <li key={href}>
            <Link href={href} aria-current={current ? 'page' : undefined}>
              <Icon aria-hidden /> {label}
            </Link>
          </li>
        ))}
        <li>
          <a href={paths.scan}>
            <ScanLine aria-hidden /> {t.scan}
          </a>
        </li>
      </ul>
    </nav>
  )
}
