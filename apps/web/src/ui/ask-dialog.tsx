import { frameTexts } from '@nguon/locale'
import type { ReactNode } from 'react'
import { useTexts } from '../lang.tsx'
import { Dialog } from './dialog.tsx'
import { Refusal } from './refusal.tsx'

interface AskDialogProps {
  readonly title: string
  /** What the button does, in a verb. */
  readonly action: string
  readonly cancel: string
  /** Cannot be undone. */
  readonly danger?: boolean
  readonly busy: boolean
  readonly problem: unknown
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks before something is done that others notice. */
export function AskDialog(props: AskDialogProps) {
  const t = useTexts(frameTexts)
  const { title, action, cancel, danger = false, busy, problem, onAct, onClose, children } = props
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Refusal problem={problem} />
      <div className="buttons">
        <button
          type="button"
          className={danger ? 'button danger' : 'button main'}
          disabled={busy}
          onClick={onAct}
        >
          {busy ? t.saving : action}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {cancel}
        </button>
      </div>
    </Dialog>
  )
}
