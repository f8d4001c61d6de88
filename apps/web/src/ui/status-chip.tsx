import type { BatchSummary } from '@nguon/contract'
import { batchTexts } from '@nguon/locale'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTexts } from '../lang.tsx'

/** Says when a batch may not be used: nothing for one that may. */
export function StatusChip({ status, balance }: Pick<BatchSummary, 'status' | 'balance'>) {
  const t = useTexts(batchTexts)
  if (status === 'recalled')
    return (
      <span className="chip red one-line">
        <CircleAlert size={16} aria-hidden /> {t.recalled}
      </span>
    )
  if (status === 'held')
    return (
      <span className="chip amber one-line">
        <TriangleAlert size={16} aria-hidden /> {t.held}
      </span>
    )
  return balance?.value === '0' ? <span className="chip">{t.usedUp}</span> : null
}
