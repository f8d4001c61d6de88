import type { QuarantinedView } from '@nguon/contract'
import { accountTexts, eventNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { quarantineQuery } from '../queries.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { DecideDialog, type Decision } from './decide-dialog.tsx'
import { DoneNotice } from './done-notice.tsx'
import { useSayWhen } from './say-when.ts'

/** What removed phones had recorded before: the admin decides on each. */
export function QuarantinePage() {
  const t = useTexts(accountTexts)
  const { data } = useSuspenseQuery(quarantineQuery)
  const [asked, ask] = useState<Decision>()
  const [isDone, setDone] = useState(false)
  return (
    <Page title={t.quarantine} below={t.quarantineBelow} back={paths.account}>
      <DoneNotice>{isDone ? t.decided : undefined}</DoneNotice>
      {data.items.length === 0 && <Empty title={t.noQuarantine} />}
      {data.items.map((entry) => (
        <Entry key={entry.eventId} entry={entry} onAsk={ask} />
      ))}
      {asked && (
        <DecideDialog
          asked={asked}
          onDone={() => {
            ask(undefined)
            setDone(true)
          }}
          onClose={() => ask(undefined)}
        />
      )}
    </Page>
  )
}

function Entry({ entry, onAsk }: { entry: QuarantinedView; onAsk: (asked: Decision) => void }) {
  const lang = useLang()
  const t = accountTexts(lang)
  const say = useSayWhen()
  const { eventId, type, occurredAt, receivedAt, personName, decision } = entry
  const names: Record<string, { vi: string; en: string } | undefined> = eventNames
  const name = names[type]?.[lang] ?? type
  return (
    <section className="card" aria-label={name}>
      <div>
        <h2>{name}</h2>
        <p>{t.happened({ when: say(occurredAt) })}</p>
        <p className="small soft">{t.arrived({ name: personName, when: say(receivedAt) })}</p>
      </div>
      {decision ? (
        <Decided entry={entry} />
      ) : (
        <Undecided onDecide={(next) => onAsk({ eventId, name, decision: next })} />
      )}
    </section>
  )
}

function Decided({ entry: { decision, decidedBy, decidedAt, reason } }: { entry: QuarantinedView }) {
  const t = useTexts(accountTexts)
  const say = useSayWhen()
  return (
    <div>
      <p>
        <b>{decision === 'accepted' ? t.acceptedState : t.rejectedState}</b>
        {reason && `: ${reason}`}
      </p>
      {decidedBy && decidedAt && (
        <p className="small soft">{t.decidedBy({ name: decidedBy, when: say(decidedAt) })}</p>
      )}
    </div>
  )
}

function Undecided({ onDecide }: { onDecide: (decision: Decision['decision']) => void }) {
  const t = useTexts(accountTexts)
  return (
    <div className="buttons pair">
      <button type="button" className="button" onClick={() => onDecide('accepted')}>
        {t.accept}
      </button>
      <button type="button" className="button danger" onClick={() => onDecide('rejected')}>
        {t.reject}
      </button>
    </div>
  )
}
