import { frameTexts, handoverTexts } from '@nguon/locale'
import { Archive, House, Plus, Truck } from 'lucide-react'
import { useLocation } from 'wouter'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { BottomBar } from '../ui/bottom-bar.tsx'
import { useOrganization } from './organization.tsx'

/** The places of the field app, within reach of the thumb. */
export function CooperativeBar() {
  const lang = useLang()
  const t = frameTexts(lang)
  const { id } = useOrganization()
  const [path] = useLocation()
  const here = (href: string) => path.startsWith(href)
  const items = [
    { href: paths.today(id), label: t.today, Icon: House, current: path === paths.today(id) },
    { href: paths.record(id), label: t.record, Icon: Plus, current: here(paths.record(id)) },
    { href: paths.batches(id), label: t.batches, Icon: Archive, current: here(paths.batches(id)) },
    {
      href: paths.handovers(id),
      label: handoverTexts(lang).title,
      Icon: Truck,
      current: here(paths.handovers(id)),
    },
  ]
  return <BottomBar items={items} />
}
