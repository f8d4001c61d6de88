import { frameTexts, inspectorTexts } from '@nguon/locale'
import { ClipboardCheck, OctagonX, ScanLine } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'

/** The main pages of an inspector. */
export function InspectorBar() {
  const frame = useTexts(frameTexts)
  const t = useTexts(inspectorTexts)
  const [path] = useLocation()
  const recalls = paths.recalls(paths.inspector)
  const items = [
    { href: paths.inspector, label: t.batches, Icon: ClipboardCheck, current: !path.startsWith(recalls) },
    { href: recalls, label: t.recalls, Icon: OctagonX, current: path.startsWith(recalls) },
  ]
  return (
    <nav className="bottom-bar" aria-label={frame.navigation}>
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
            <ScanLine aria-hidden /> {frame.scan}
          </a>
        </li>
      </ul>
    </nav>
  )
}
