import type { HandoverDetail } from '@nguon/contract'
import { formatDecimal, handoverTexts, type Lang } from '@nguon/locale'
import { Check, PencilLine } from 'lucide-react'
import { useEffect, useState } from 'react'
import { FormProvider } from 'react-hook-form'
import { useLang, useTexts } from '../../lang.tsx'
import { quantityOf, type TypedAmount } from '../../ui/amount-field.tsx'
import { Form, SaveBar } from '../../ui/form.tsx'
import { buildReceipts, type ReceiptEntry } from '../recording/build-receipt.ts'
import { ProblemNotice } from '../recording/problem-notice.tsx'
import { RestoredNotice } from '../recording/restored-notice.tsx'
import { UndoNotice } from '../recording/undo-notice.tsx'
import { type Recording, useRecording } from '../recording/use-recording.ts'
import { timeAt, todayAt } from '../recording/when.ts'
import { CountedFields } from './counted-fields.tsx'

/** The receiver's answer, as typed. */
export interface AnswerValues {
  counted: Record<string, TypedAmount>
  /** By batch, whether it did not arrive. */
  missing: Record<string, boolean>
  decision: '' | 'take' | 'dispute'
  reason: string
  document: string
}

const defaults = ({ lines }: HandoverDetail, lang: Lang): AnswerValues => ({
  counted: Object.fromEntries(
    lines.map(({ batchId, sent }) => [batchId, { value: formatDecimal(sent.value, lang), unit: sent.unit }]),
  ),
  missing: {},
  decision: '',
  reason: '',
  document: '',
})

interface AnswerProps {
  readonly handover: HandoverDetail
  readonly onDone: () => void
}

/** Accepting a delivery in one tap, or saying what differs. Recorded as everything else: signed, and kept without a network. */
export function Answer({ handover, onDone }: AnswerProps) {
  const lang = useLang()
  const t = handoverTexts(lang)
  const recording = useRecording<AnswerValues>(`receipt.${handover.dispatchId}`, defaults(handover, lang))
  const [isOther, setOther] = useState(recording.restored)
  const { answers, form } = recording
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once it is recorded
  useEffect(() => {
    if (answers) onDone()
  }, [answers])
  if (recording.undo) return <UndoNotice undo={recording.undo} />
  if (answers) return null
  const title = handover.state === 'disputed' ? t.answerAgain : t.answer
  return (
    <section className="section">
      <h2>{isOther ? t.otherTitle : title}</h2>
      {isOther ? (
        <Differs handover={handover} recording={recording} onCancel={() => setOther(false)} />
      ) : (
        <FormProvider {...form}>
          <Ways handover={handover} recording={recording} onOther={() => setOther(true)} />
        </FormProvider>
      )}
    </section>
  )
}

interface PartProps {
  readonly handover: HandoverDetail
  readonly recording: Recording<AnswerValues>
}

function Ways({ handover, recording, onOther }: PartProps & { onOther: () => void }) {
  const t = useTexts(handoverTexts)
  const { busy } = recording
  const acceptAll = () => {
    const lines = handover.lines.map(({ batchId, sent: counted }) => ({ batchId, counted }))
    sendAnswer(recording, handover, { accepted: true, lines })
  }
  return (
    <div className="buttons">
      <ProblemNotice {...recording} />
      <button type="button" className="button main" disabled={busy} onClick={acceptAll}>
        <Check size={22} aria-hidden /> {t.acceptAll}
      </button>
      <button type="button" className="button quiet" disabled={busy} onClick={onOther}>
        <PencilLine size={22} aria-hidden /> {t.otherwise}
      </button>
    </div>
  )
}

function Differs({ handover, recording, onCancel }: PartProps & { onCancel: () => void }) {
  const lang = useLang()
  const t = handoverTexts(lang)
  const { lines } = handover
  const record = ({ decision, reason, document, counted, missing }: AnswerValues) =>
    sendAnswer(recording, handover, {
      ...{ accepted: decision === 'take', reason, privately: { document } },
      lines: lines.map(({ batchId }) => ({
        batchId,
        counted: missing[batchId] ? undefined : quantityOf(counted[batchId], lang),
      })),
    })
  return (
    <>
      <RestoredNotice {...recording} />
      <Form form={recording.form} onSubmit={record}>
        <CountedFields lines={lines} />
        <button type="button" className="button quiet" onClick={onCancel}>
          {t.cancel}
        </button>
        <SaveBar label={t.send} busy={recording.busy}>
          <ProblemNotice {...recording} />
        </SaveBar>
      </Form>
    </>
  )
}

type Said = Pick<ReceiptEntry, 'accepted' | 'reason' | 'lines' | 'privately'>

/** Records the answer as of the moment it is first given: sent again, it is the same. */
function sendAnswer({ recorder, send }: Recording<AnswerValues>, handover: HandoverDetail, said: Said): void {
  const { utcOffset, slots } = recorder
  const now = new Date(slots.capturedAt)
  const when = { day: todayAt(now, utcOffset), time: timeAt(now, utcOffset) }
  const { dispatchId, toPlaceId } = handover
  send(buildReceipts(recorder, { ...said, ...when, dispatchId, placeId: toPlaceId }))
}
