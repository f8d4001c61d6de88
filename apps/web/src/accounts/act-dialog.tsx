import type { ReactNode } from 'react'
import { AskDialog } from '../ui/ask-dialog.tsx'
import { useAct } from './use-act.ts'

interface ActDialogProps {
  readonly title: string
  readonly action: string
  readonly cancel: string
  readonly danger?: boolean
  readonly act: () => Promise<unknown>
  readonly onDone: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks, does it, and stays open when it was refused. */
export function ActDialog({ act, onDone, ...dialog }: ActDialogProps) {
  const acting = useAct(act, onDone)
  return (
    <AskDialog {...dialog} busy={acting.isPending} problem={acting.error} onAct={() => acting.mutate()} />
  )
}
