import type { HandoverView } from '@nguon/contract'
import { dayOf } from '@nguon/domain'
import { formatDay, formatQuantity, handoverTexts } from '@nguon/locale'
import { ChevronRight } from 'lucide-react'
import { Link } from 'wouter'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { useOrganization } from '../organization.tsx'
import { offsetHere } from '../recording/when.ts'
import { StateChip } from './state-chip.tsx'

/** A delivery in a list: what, how much, from or to whom, and how it stands. */
export function HandoverRow({ handover }: { handover: HandoverView }) {
  const lang = useLang()
  const t = handoverTexts(lang)
  const { id } = useOrganization()
  const { dispatchId, occurredAt, organizationName, receiverId, receiverName, lines, state } = handover
  const [first] = lines
  const who = receiverId === id ? t.from({ name: organizationName }) : t.to({ name: receiverName })
  const what = [
    first && `${first.productName}, ${formatQuantity(first.sent, lang)}`,
    lines.length > 1 && t.others({ count: lines.length - 1 }),
  ]
  const day = formatDay(dayOf(occurredAt, offsetHere(new Date(occurredAt))), lang)
  return (
    <Link href={paths.handover(id, dispatchId)} className="row">
      <span>
        <b>{what.filter(Boolean).join(' ')}</b>
        <small>{who}</small>
        <small>{day}</small>
        <StateChip state={state} />
      </span>
      <ChevronRight aria-hidden />
    </Link>
  )
}
