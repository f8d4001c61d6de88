import type { BatchDetail } from '@nguon/contract'
import { formatDay, inspectionTexts } from '@nguon/locale'
import { useFormContext, useWatch } from 'react-hook-form'
import { dayOfStep, lineOfStep } from '../history/step-words.ts'
import { useLang } from '../lang.tsx'
import { AreaField } from '../ui/field.tsx'
import { type InspectionValues, rework } from './inspection-values.ts'

/** What the inspector lets happen although a rule forbids it; nothing where no rule stands in the way. */
export function PermitFields({ detail: { batch, steps } }: { detail: BatchDetail }) {
  const lang = useLang()
  const t = inspectionTexts(lang)
  const sprayings =
    batch.kind === 'crop' ? steps.filter(({ type, correctedBy }) => type === 'spraying' && !correctedBy) : []
  const isStopped = batch.kind !== 'crop' && batch.status !== 'active'
  if (sprayings.length === 0 && !isStopped) return null
  return (
    <fieldset className="field permits">
      <legend>{t.permits}</legend>
      <p className="hint">{t.permitsHint}</p>
      {sprayings.map((step) => (
        <Permit
          key={step.eventId}
          name={step.eventId}
          label={t.permitSpraying({ what: lineOfStep(step, lang), day: formatDay(dayOfStep(step), lang) })}
        />
      ))}
      {isStopped && <Permit name={rework} label={t.permitRework} />}
    </fieldset>
  )
}

function Permit({ name, label }: { name: string; label: string }) {
  const t = inspectionTexts(useLang())
  const { register, control } = useFormContext<InspectionValues>()
  const is = useWatch({ control, name: `permits.${name}.is` })
  return (
    <div>
      <label className="choice">
        <input type="checkbox" {...register(`permits.${name}.is`)} />
        <span>{label}</span>
      </label>
      {is && (
        <div className="choice-more">
          <AreaField name={`permits.${name}.reason`} label={t.permitReason} required />
        </div>
      )}
    </div>
  )
}
