import type { HandoverDetail } from '@nguon/contract'
import { handoverTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DoneNotice } from '../../accounts/done-notice.tsx'
import { useTexts } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'
import { Answer } from './answer.tsx'
import { HandoverFacts } from './handover-facts.tsx'
import { HandoverLines } from './handover-lines.tsx'
import { handoverQuery } from './handover-queries.ts'
import { UseGoods } from './use-goods.tsx'

/** One delivery between two organizations: both sides read the same, and the receiver answers. */
export function HandoverPage({ dispatchId }: { dispatchId: string }) {
  const t = useTexts(handoverTexts)
  const { id } = useOrganization()
  const { data: handover } = useSuspenseQuery(handoverQuery(dispatchId))
  const [isDone, setDone] = useState(false)
  const { receiverId, organizationName, receiverName, lines, state } = handover
  const isReceiver = receiverId === id
  // What was answered begins a new form: each answer is an event of its own.
  const answered = lines.map(({ receiptId }) => receiptId).join()
  return (
    <Page
      title={isReceiver ? t.titleReceived : t.titleSent}
      below={isReceiver ? t.from({ name: organizationName }) : t.to({ name: receiverName })}
      back={paths.handovers(id, isReceiver ? {} : { chieu: 'di' })}
    >
      <StateNotice handover={handover} isReceiver={isReceiver} />
      <section className="section">
        <h2>{t.lines}</h2>
        <HandoverLines lines={lines} />
      </section>
      <DoneNotice>{isDone ? t.saved : undefined}</DoneNotice>
      {isReceiver && state !== 'accepted' && (
        <Answer key={answered} handover={handover} onDone={() => setDone(true)} />
      )}
      {isReceiver && <UseGoods lines={lines} />}
      <div className="card">
        <HandoverFacts handover={handover} isReceiver={isReceiver} />
      </div>
    </Page>
  )
}

/** What has to be done about it, where something has. */
function StateNotice({ handover: { state }, isReceiver }: { handover: HandoverDetail; isReceiver: boolean }) {
  const t = useTexts(handoverTexts)
  if (state === 'unanswered') return <Notice tone="amber">{isReceiver ? t.isLateHere : t.isLateThere}</Notice>
  if (state !== 'disputed') return null
  return <Notice tone="red">{isReceiver ? t.isDisputedHere : t.isDisputedThere}</Notice>
}
