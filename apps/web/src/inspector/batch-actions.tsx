import { api, type BatchSummary } from '@nguon/contract'
import { inspectionTexts, type Lang } from '@nguon/locale'
import { ClipboardCheck, LockKeyhole, LockKeyholeOpen, OctagonX } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { RecallDialog } from '../recalls/recall-dialog.tsx'
import { useSignedIn } from '../session.ts'
import { begin, recordAbout } from './record-about.ts'

/** What to say about what was done on another page. */
export const saidOf = (done: string | null, lang: Lang): string | undefined =>
  done === 'bien-ban' ? inspectionTexts(lang).inspected : undefined

interface BatchActionsProps {
  readonly batch: BatchSummary
  readonly onDone: (said: string) => void
}

/** What an inspector may do about a batch. */
export function BatchActions({ batch, onDone }: BatchActionsProps) {
  const t = useTexts(inspectionTexts)
  const [asked, ask] = useState<'hold' | 'release'>()
  const isHeld = batch.status === 'held'
  return (
    <section className="card">
      <h2>{t.actions}</h2>
      <div className="buttons">
        <Link className="button main" href={paths.inspect(batch.id)}>
          <ClipboardCheck size={22} aria-hidden /> {t.inspect}
        </Link>
        <button type="button" className="button" onClick={() => ask(isHeld ? 'release' : 'hold')}>
          {isHeld ? <LockKeyholeOpen size={22} aria-hidden /> : <LockKeyhole size={22} aria-hidden />}
          {isHeld ? t.release : t.hold}
        </button>
        {batch.status !== 'recalled' && (
          <Link
            className="button danger"
            href={paths.newRecall(paths.inspector, { lo: batch.id, buoc: 'pham-vi' })}
          >
            <OctagonX size={22} aria-hidden /> {t.recall}
          </Link>
        )}
      </div>
      {asked && <HoldDialog type={asked} batch={batch} onDone={onDone} onClose={() => ask(undefined)} />}
    </section>
  )
}

interface HoldDialogProps extends BatchActionsProps {
  readonly type: 'hold' | 'release'
  readonly onClose: () => void
}

/** Holds or releases a batch, and says how it stands afterwards: another hold may still be there. */
function HoldDialog({ type, batch, onDone, onClose }: HoldDialogProps) {
  const t = useTexts(inspectionTexts)
  const { organization } = useSignedIn()
  const [begun] = useState(begin)
  const isHold = type === 'hold'
  const act = async (reason: string) => {
    await recordAbout(begun, organization?.id ?? '', batch.id, { type, details: { reason } })
    const { batch: after } = await call(api.getBatch, { id: batch.id })
    return after.status
  }
  return (
    <RecallDialog
      title={isHold ? t.holdTitle(batch) : t.releaseTitle(batch)}
      action={isHold ? t.hold : t.release}
      danger={isHold}
      field={{ label: t.reason, hint: t.reasonHint }}
      act={act}
      onDone={(status) => {
        onClose()
        onDone(isHold ? t.held : status === 'active' ? t.released : t.stillStopped)
      }}
      onClose={onClose}
    >
      <p>{isHold ? t.holdText : t.releaseText}</p>
    </RecallDialog>
  )
}
