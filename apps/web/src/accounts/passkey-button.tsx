import { signInTexts } from '@nguon/locale'
import { useMutation } from '@tanstack/react-query'
import { Fingerprint } from 'lucide-react'
import { useTexts } from '../lang.tsx'
import { useSettle } from '../session.ts'
import { Notice } from '../ui/notice.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { canUsePasskeys, showPasskey } from './passkeys.ts'

interface PasskeyButtonProps {
  /** Whether it is the only way, and so the main action. */
  readonly main: boolean
  readonly onDone?: (() => void) | undefined
}

/** Confirms who one is by a passkey. */
export function PasskeyButton({ main, onDone }: PasskeyButtonProps) {
  const t = useTexts(signInTexts)
  const settle = useSettle()
  const showing = useMutation({
    mutationFn: showPasskey,
    onSuccess: (session) => {
      settle(session)
      onDone?.()
    },
  })
  if (!canUsePasskeys()) return main ? <Notice tone="amber">{t.noPasskeyHere}</Notice> : null
  return (
    <div className="section">
      <Refusal problem={showing.error} />
      <button
        type="button"
        className={main ? 'button main' : 'button'}
        disabled={showing.isPending}
        onClick={() => showing.mutate()}
      >
        <Fingerprint aria-hidden /> {showing.isPending ? t.confirming : t.usePasskey}
      </button>
      <p className="hint small soft">{t.passkeyHint}</p>
    </div>
  )
}
