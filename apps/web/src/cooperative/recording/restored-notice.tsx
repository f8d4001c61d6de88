import { frameTexts } from '@nguon/locale'
import { useTexts } from '../../lang.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Says that a form holds what was being written before, and offers an empty one. */
export function RestoredNotice({ restored, startOver }: { restored: boolean; startOver: () => void }) {
  const t = useTexts(frameTexts)
  if (!restored) return null
  return (
    <Notice tone="plain" role="status">
      <p>{t.draftBack}</p>
      <button type="button" className="text-button" onClick={startOver}>
        {t.startOver}
      </button>
    </Notice>
  )
}
