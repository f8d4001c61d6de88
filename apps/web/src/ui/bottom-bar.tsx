import { frameTexts } from '@nguon/locale'
import { type LucideIcon, ScanLine } from 'lucide-react'
import { Link } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'

export interface BarItem {
  readonly href: string
  readonly label: string
  readonly Icon: LucideIcon
  /** Whether one is there, or below it. */
  readonly current: boolean
}

/** Where one can go from anywhere in a workspace; the scanner comes last. */
export function BottomBar({ items }: { items: readonly BarItem[] }) {
  const t = useTexts(frameTexts)
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
