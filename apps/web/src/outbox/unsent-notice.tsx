import { eventNames, outboxTexts } from '@nguon/locale'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLang } from '../lang.tsx'
import { titleOf } from '../problem.ts'
import { AskDialog } from '../ui/ask-dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Unsent } from './outbox.ts'
import { discard, sendAgain, sendUnsent } from './send-signed.ts'
import { useUnsent } from './unsent-state.ts'

/** Says what this phone has recorded and the server does not have yet; nothing when it has everything. */
export function UnsentNotice() {
  const t = outboxTexts(useLang())
  const { unsent, refused, handedIn } = useUnsent()
  const sending = useMutation({ mutationFn: sendUnsent })
  return (
    <>
      {handedIn > 0 && (
        <Notice tone="amber" role="status">
          {t.handedIn}
        </Notice>
      )}
      {unsent.length > 0 && (
        <Notice tone="amber" role="status">
          <p>
            <b>{t.unsent({ count: unsent.length })}</b>
          </p>
          <p>{t.unsentHint}</p>
          <button
            type="button"
            className="button"
            disabled={sending.isPending}
            onClick={() => sending.mutate()}
          >
            {sending.isPending ? t.sending : t.sendNow}
          </button>
        </Notice>
      )}
      {refused.map((entry) => (
        <RefusedEntry key={`${entry.deviceId}.${entry.number}`} entry={entry} />
      ))}
    </>
  )
}

/** An entry that was sent by itself and not taken: it stays until the person has decided. */
function RefusedEntry({ entry }: { entry: Unsent }) {
  const lang = useLang()
  const t = outboxTexts(lang)
  const [asks, setAsks] = useState(false)
  const again = useMutation({ mutationFn: () => sendAgain(entry) })
  const dropping = useMutation({ mutationFn: () => discard(entry) })
  const why = again.error ? titleOf(again.error, lang) : (entry.refused?.title[lang] ?? '')
  const what = eventNames[entry.record.event.type][lang]
  return (
    <Notice tone="red" role="alert">
      <p>{t.refused({ what, why })}</p>
      <div className="buttons">
        <button type="button" className="button" disabled={again.isPending} onClick={() => again.mutate()}>
          {again.isPending ? t.sending : t.tryAgain}
        </button>
        <button type="button" className="button quiet" onClick={() => setAsks(true)}>
          {t.discard}
        </button>
      </div>
      {asks && (
        <AskDialog
          title={t.discard}
          action={t.discard}
          cancel={t.keep}
          danger
          busy={dropping.isPending}
          problem={dropping.error}
          onAct={() => dropping.mutate()}
          onClose={() => setAsks(false)}
        >
          <p>{t.discardSure}</p>
        </AskDialog>
      )}
    </Notice>
  )
}
