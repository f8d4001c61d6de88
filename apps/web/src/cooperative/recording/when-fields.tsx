import { diaryTexts } from '@nguon/locale'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTexts } from '../../lang.tsx'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { AreaField, TextField } from '../../ui/field.tsx'
import type { CommonValues } from './common-values.ts'
import { addDays, needsLateReason, offsetHere, timeAt, todayAt } from './when.ts'

interface WhenFieldsProps {
  readonly legend: string
  /** Work that may take several days asks for its end as well. */
  readonly lasting?: boolean
}

/** When it was done: today by a tap, or another day. Old work asks why it is recorded so late. */
export function WhenFields({ legend, lasting = false }: WhenFieldsProps) {
  const t = useTexts(diaryTexts)
  const { setValue } = useFormContext<CommonValues>()
  const [day, dayChoice, endDay] = useWatch<CommonValues, ['day', 'dayChoice', 'endDay']>({
    name: ['day', 'dayChoice', 'endDay'],
  })
  const now = new Date()
  const today = todayAt(now, offsetHere())
  const choose = (choice: CommonValues['dayChoice']) => {
    setValue('dayChoice', choice, { shouldDirty: true })
    // A time that was meant for today says nothing about another day.
    setValue('time', choice === 'today' ? timeAt(now, offsetHere()) : '', { shouldDirty: true })
    if (choice === 'other') return
    setValue('day', choice === 'today' ? today : addDays(today, -1), {
      shouldDirty: true,
      shouldValidate: true,
    })
  }
  const notFuture = (value: unknown) => String(value ?? '') <= today || t.notFuture
  const afterStart = (value: unknown) =>
    !value || (String(value) >= day && String(value) <= today) || t.finishedEarly
  const choices = [
    { value: 'today', label: t.today },
    { value: 'yesterday', label: t.yesterday },
    { value: 'other', label: t.otherDay },
  ] as const
  return (
    <div className="field">
      <h2>{legend}</h2>
      <ChipChoice label={legend} chosen={dayChoice} choices={choices} onChoose={choose} />
      <div className={dayChoice === 'other' ? 'pair' : 'form'}>
        {dayChoice === 'other' ? (
          <TextField
            name="day"
            label={t.day}
            type="date"
            max={today}
            required
            rules={{ validate: notFuture }}
          />
        ) : null}
        <TextField
          name="time"
          label={t.time}
          type="time"
          hint={dayChoice === 'today' ? undefined : t.timeHint}
        />
      </div>
      {lasting && (
        <TextField
          name="endDay"
          label={t.finishedOn}
          type="date"
          max={today}
          rules={{ validate: afterStart }}
        />
      )}
      {needsLateReason(endDay || day || today, today) && (
        <AreaField name="lateReason" label={t.lateReason} hint={t.lateHint} required />
      )}
    </div>
  )
}
