import { outboxTexts } from '@nguon/locale'
import { Undo2 } from 'lucide-react'
import { useTexts } from '../../lang.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import type { UndoTime } from './use-undo-time.ts'

/** What was saved and is about to be sent: the moment to take it back. */
export function UndoNotice({ undo }: { undo: UndoTime }) {
  const t = useTexts(outboxTexts)
  return (
    <>
      <Notice tone="plain" role="status">
        <p>
          <b>{t.heldBack}</b>
        </p>
        <p>{t.heldBackHint}</p>
      </Notice>
      <div className="buttons">
        <button type="button" className="button main" onClick={undo.sendNow}>
          {t.sendNow}
        </button>
        <button type="button" className="button" onClick={undo.takeBack}>
          <Undo2 size={22} aria-hidden /> {t.undo}
        </button>
      </div>
    </>
  )
}

/** The same in place of the form, which comes back as it was typed. */
export function UndoPage({ title, undo }: { title: string; undo: UndoTime }) {
  return (
    <Page title={title}>
      <UndoNotice undo={undo} />
    </Page>
  )
}
