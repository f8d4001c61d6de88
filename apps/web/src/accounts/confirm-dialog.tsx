import { signInTexts } from '@nguon/locale'
import { useTexts } from '../lang.tsx'
import { useSession } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ConfirmWays } from './confirm-ways.tsx'

/** Asks who one is once more, before something that must not be done by whoever finds the phone. */
export function ConfirmDialog({ onAnswer }: { onAnswer: (confirmed: boolean) => void }) {
  const t = useTexts(signInTexts)
  const { factors = [] } = useSession()
  return (
    <Dialog title={t.againTitle} onClose={() => onAnswer(false)}>
      <p>{t.again}</p>
      <ConfirmWays factors={factors} onDone={() => onAnswer(true)} />
      <button type="button" className="button quiet" onClick={() => onAnswer(false)}>
        {t.cancel}
      </button>
    </Dialog>
  )
}
