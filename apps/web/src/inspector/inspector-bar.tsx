import { inspectorTexts } from '@nguon/locale'
import { ClipboardCheck, OctagonX } from 'lucide-react'
import { useLocation } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { BottomBar } from '../ui/bottom-bar.tsx'

/** The main pages of an inspector. */
export function InspectorBar() {
  const t = useTexts(inspectorTexts)
  const [path] = useLocation()
  const recalls = paths.recalls(paths.inspector)
  const items = [
    { href: paths.inspector, label: t.batches, Icon: ClipboardCheck, current: !path.startsWith(recalls) },
    { href: recalls, label: t.recalls, Icon: OctagonX, current: path.startsWith(recalls) },
  ]
  return <BottomBar items={items} />
}
