import { inspectorTexts, scanAlertTexts } from '@nguon/locale'
import { ClipboardCheck, OctagonX, QrCode } from 'lucide-react'
import { useLocation } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { BottomBar } from '../ui/bottom-bar.tsx'

/** The main pages of an inspector. */
export function InspectorBar() {
  const t = useTexts(inspectorTexts)
  const warnings = useTexts(scanAlertTexts)
  const [path] = useLocation()
  const recalls = paths.recalls(paths.inspector)
  const labels = paths.scanAlerts(paths.inspector)
  const below = (href: string) => path.startsWith(href)
  const isBatches = !below(recalls) && !below(labels)
  const items = [
    { href: paths.inspector, label: t.batches, Icon: ClipboardCheck, current: isBatches },
    { href: recalls, label: t.recalls, Icon: OctagonX, current: below(recalls) },
    { href: labels, label: warnings.title, Icon: QrCode, current: below(labels) },
  ]
  return <BottomBar items={items} />
}
