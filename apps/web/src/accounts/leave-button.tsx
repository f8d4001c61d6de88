import { api } from '@nguon/contract'
import { accountTexts } from '@nguon/locale'
import { useMutation } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useSettle } from '../session.ts'
import { AskDialog } from '../ui/ask-dialog.tsx'
import { Refusal } from '../ui/refusal.tsx'

/** Signs out. Asks first when this device holds entries that are not sent, and then keeps them. */
export function LeaveButton({ label }: { label: string }) {
  const t = useTexts(accountTexts)
  const { leave, leaving, unsent, stay } = useLeaving()
  return (
    <>
      {unsent === 0 && <Refusal problem={leaving.error} />}
      <button
        type="button"
        className="button quiet"
        disabled={leaving.isPending}
        onClick={() => void leave()}
      >
        <LogOut aria-hidden /> {leaving.isPending ? t.signingOut : label}
      </button>
      {unsent > 0 && (
        <AskDialog
          title={t.unsentTitle}
          action={t.signOutAnyway}
          cancel={t.stay}
          danger
          busy={leaving.isPending}
          problem={leaving.error}
          onAct={() => leaving.mutate(true)}
          onClose={stay}
        >
          <p>{t.unsent({ count: unsent })}</p>
        </AskDialog>
      )}
    </>
  )
}

function useLeaving() {
  const settle = useSettle()
  const [, go] = useLocation()
  const [unsent, setUnsent] = useState(0)
  const leaving = useMutation({
    mutationFn: (keepStorage: boolean) => call(api.signOut, keepStorage ? { keepStorage } : {}),
    onSuccess: (session) => {
      go(paths.start, { replace: true })
      settle(session)
    },
  })
  const leave = async () => {
    const { listUnsent } = await import('../outbox/send-signed.ts')
    const count = (await listUnsent()).length
    if (count > 0) setUnsent(count)
    else leaving.mutate(false)
  }
  return { leave, leaving, unsent, stay: () => setUnsent(0) }
}
