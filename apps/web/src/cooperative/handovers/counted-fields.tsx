import type { HandoverView } from '@nguon/contract'
import { formatQuantity, handoverTexts } from '@nguon/locale'
import { useFormContext, useWatch } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { AmountField } from '../../ui/amount-field.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { AreaField, TextField } from '../../ui/field.tsx'
import { unitsLike } from '../recording/unit-choices.ts'
import type { AnswerValues } from './answer.tsx'

type Lines = HandoverView['lines']

/** What was counted of each batch, what is to become of it, and why it differs. */
export function CountedFields({ lines }: { lines: Lines }) {
  const t = handoverTexts(useLang())
  const missing = useWatch<AnswerValues, 'missing'>({ name: 'missing' })
  const isAllMissing = lines.every(({ batchId }) => missing[batchId])
  return (
    <>
      {lines.map((line) => (
        <Counted key={line.batchId} line={line} isMissing={Boolean(missing[line.batchId])} />
      ))}
      {!isAllMissing && (
        <ChoiceList
          name="decision"
          legend={t.decision}
          required
          choices={[
            { value: 'take', title: t.take, note: t.takeHint },
            { value: 'dispute', title: t.dispute, note: t.disputeHint },
          ]}
        />
      )}
      <AreaField name="reason" label={t.reason} hint={t.reasonHint} required />
      <TextField name="document" label={t.document} hint={t.ownPapers} />
    </>
  )
}

function Counted({ line, isMissing }: { line: Lines[number]; isMissing: boolean }) {
  const lang = useLang()
  const t = handoverTexts(lang)
  const { register } = useFormContext<AnswerValues>()
  const { batchId, lot, sent } = line
  return (
    <div className="field">
      {!isMissing && (
        <AmountField
          name={`counted.${batchId}`}
          label={t.counted({ lot })}
          hint={t.sentAmount({ amount: formatQuantity(sent, lang) })}
          choices={unitsLike(sent.unit)}
          required
        />
      )}
      <label className="choice">
        <input type="checkbox" {...register(`missing.${batchId}`)} />
        <span>{t.missing({ lot })}</span>
      </label>
    </div>
  )
}
