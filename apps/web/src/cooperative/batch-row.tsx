import type { BatchSummary } from '@nguon/contract'
import { batchKindNames, batchTexts, formatDay, formatQuantity } from '@nguon/locale'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLang } from '../lang.tsx'
import { StatusChip } from '../ui/status-chip.tsx'

interface BatchRowProps {
  readonly batch: BatchSummary
  readonly href: string
  readonly showOrganization?: boolean
  readonly aside?: ReactNode
}

/** A batch in a list: what it is, which lot, what remains. */
export function BatchRow({ batch, href, showOrganization = false, aside }: BatchRowProps) {
  const lang = useLang()
  const t = batchTexts(lang)
  const { balance, useBy, organizationName } = batch
  const left =
    balance && balance.value !== '0' ? t.remains({ amount: formatQuantity(balance, lang) }) : undefined
  const until = useBy ? `${t.useBy.toLowerCase()} ${formatDay(useBy, lang)}` : undefined
  const kind = batch.kind === 'crop' ? batchKindNames.crop[lang] : undefined
  const below = [kind, until, showOrganization ? organizationName : undefined].filter(Boolean).join(' · ')
  return (
    <Link href={href} className="row">
      <span>
        {batch.productName}
        <small>
          <b className="code">{batch.lot}</b>
          {left && ` · ${left}`}
        </small>
        {below && <small>{below}</small>}
        {aside}
      </span>
      <StatusChip {...batch} />
    </Link>
  )
}
