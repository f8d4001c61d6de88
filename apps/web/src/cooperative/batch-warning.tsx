import type { BatchSummary } from '@nguon/contract'
import { batchTexts } from '@nguon/locale'
import { useTexts } from '../lang.tsx'
import { Notice } from '../ui/notice.tsx'

/** Why a batch may not be used now; nothing when it may. */
export function BatchWarning({ batch }: { batch: Pick<BatchSummary, 'status'> }) {
  const t = useTexts(batchTexts)
  if (batch.status === 'recalled') return <Notice tone="red">{t.isRecalled}</Notice>
  return batch.status === 'held' ? <Notice tone="amber">{t.isHeld}</Notice> : null
}
