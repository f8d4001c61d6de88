import { diaryTexts, eventNames, formatDay } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { batchQuery } from '../../queries.ts'
import { TextField, WholeField } from '../../ui/field.tsx'
import { Form, SaveBar } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'
import { buildGrowing, type GrowingType } from '../recording/build-growing.ts'
import { LotsPicker } from '../recording/lots-picker.tsx'
import { MoreFields } from '../recording/more-fields.tsx'
import { ProblemNotice } from '../recording/problem-notice.tsx'
import { ProductPicker, produceWords } from '../recording/product-picker.tsx'
import { RestoredNotice } from '../recording/restored-notice.tsx'
import { TargetPicker } from '../recording/target-picker.tsx'
import { chosenTargets } from '../recording/targets.ts'
import { UndoPage } from '../recording/undo-notice.tsx'
import { useRecording } from '../recording/use-recording.ts'
import { useInputs, useProducts, useTakenLots, useTargets } from '../recording/use-supply.ts'
import { addDays } from '../recording/when.ts'
import { WhenFields } from '../recording/when-fields.tsx'
import { growingFields, labelOf } from './growing-fields.ts'
import { type GrowingValues, growingDefaults, growingEntry } from './growing-values.ts'
import { SavedPage } from './saved-page.tsx'
import { useBeginning } from './use-beginning.ts'

/** Work on the field: where, with what, when. */
export function GrowingForm({ type }: { type: GrowingType }) {
  const lang = useLang()
  const t = diaryTexts(lang)
  const { id } = useOrganization()
  const beginning = useBeginning()
  const fields = growingFields[type]
  const { targets } = useTargets(fields.begins)
  const products = useProducts()
  const recording = useRecording<GrowingValues>(
    `${type}.${beginning.name}`,
    growingDefaults(lang, useInputs(fields.inputs), beginning.like, beginning.batch),
  )
  const { form, recorder, answers } = recording
  const takenLots = useTakenLots(recorder.slots)
  const record = (values: GrowingValues) => {
    const product = products.find((row) => row.id === values.cropProductId)
    const newCrop = product && { id: product.id, name: product.data.name }
    const chosen = chosenTargets(values.targets, targets, recorder.slots)
    recording.send(
      buildGrowing(recorder, growingEntry(type, values, { targets: chosen, newCrop, takenLots }, lang)),
    )
  }
  if (recording.undo) return <UndoPage title={eventNames[type][lang]} undo={recording.undo} />
  if (answers) return <SavedPage type={type} answers={answers} count={recording.progress.all} />
  return (
    <Page title={eventNames[type][lang]} below={t.noNames} back={paths.record(id)}>
      <RestoredNotice {...recording} />
      <Form form={form} onSubmit={record}>
        <TargetPicker
          legend={t.where}
          hint={t.whereHint}
          targets={targets}
          noteOfPlot={fields.begins ? t.newSeason : t.nothingGrows}
        />
        <NewCrop />
        <Materials type={type} />
        <Texts type={type} />
        <WhenFields legend={t.when} />
        <MoreFields>
          {fields.moreTexts.map((name) => (
            <TextField key={name} name={name} label={labelOf(name)[lang]} />
          ))}
        </MoreFields>
        <SaveBar label={t.save} busy={recording.busy}>
          <ProblemNotice {...recording} />
        </SaveBar>
      </Form>
    </Page>
  )
}

/** Asked when a chosen plot has no crop: the entry then begins its season. */
function NewCrop() {
  const lang = useLang()
  const chosen = useWatch<GrowingValues, 'targets'>({ name: 'targets' })
  const products = useProducts().filter(({ data }) => !data.inputKind)
  if (![chosen].flat().some((key) => key?.startsWith('plot:'))) return null
  return (
    <ProductPicker
      name="cropProductId"
      legend={diaryTexts(lang).whichCrop}
      products={products}
      {...produceWords(lang)}
    />
  )
}

function Materials({ type }: { type: GrowingType }) {
  const t = diaryTexts(useLang())
  const lots = useInputs(growingFields[type].inputs)
  const targets = useWatch<GrowingValues, 'targets'>({ name: 'targets' })
  const times = Math.max(1, [targets].flat().length)
  if (growingFields[type].inputs.length === 0) return null
  const usesUp = type === 'fertilising' || type === 'spraying'
  return (
    <LotsPicker
      name="lots"
      legend={t.lotsUsed}
      hint={t.lotsUsedHint}
      amountLabel={times > 1 ? t.eachPlot : t.amount}
      empty={t.noInputs}
      lots={lots}
      required={usesUp}
      times={times}
    />
  )
}

const hints = { dilution: 'dilutionHint', dose: 'doseHint', targetPest: 'pestHint' } as const

function Texts({ type }: { type: GrowingType }) {
  const lang = useLang()
  const t = diaryTexts(lang)
  const { texts, numbers } = growingFields[type]
  return (
    <>
      {texts.map((name) => {
        const hint = name in hints ? t[hints[name as keyof typeof hints]] : undefined
        return <TextField key={name} name={name} label={labelOf(name)[lang]} hint={hint} />
      })}
      {numbers.map((name) =>
        name === 'preHarvestIntervalDays' ? (
          <Interval key={name} />
        ) : (
          <WholeField key={name} name={name} label={labelOf(name)[lang]} />
        ),
      )}
    </>
  )
}

/** Days until harvest: as the label of the chosen lot says, unless typed otherwise, with the day that makes. */
function Interval() {
  const lang = useLang()
  const t = diaryTexts(lang)
  const { setValue, getFieldState, clearErrors } = useFormContext<GrowingValues>()
  const [lots, day, typed] = useWatch<GrowingValues, ['lots', 'day', 'preHarvestIntervalDays']>({
    name: ['lots', 'day', 'preHarvestIntervalDays'],
  })
  const labelled = useLabelledInterval([lots].flat()[0])
  useEffect(() => {
    if (labelled === undefined || getFieldState('preHarvestIntervalDays').isDirty) return
    setValue('preHarvestIntervalDays', String(labelled))
    clearErrors('preHarvestIntervalDays')
  }, [labelled, setValue, getFieldState, clearErrors])
  const days = /^\d{1,3}$/.test(typed) ? Number(typed) : undefined
  const said = labelled === undefined ? '' : t.intervalOf({ days: labelled })
  const until = days === undefined || !day ? '' : t.harvestFrom({ day: formatDay(addDays(day, days), lang) })
  return (
    <WholeField
      name="preHarvestIntervalDays"
      label={labelOf('preHarvestIntervalDays')[lang]}
      hint={[said, until].filter(Boolean).join(' ')}
      required
    />
  )
}

/** What the label of an input lot says, as it was written down when it came in. */
function useLabelledInterval(lotId: string | undefined): number | undefined {
  const { data } = useQuery({ ...batchQuery(lotId ?? ''), enabled: Boolean(lotId) })
  const days = data?.steps.find(({ type }) => type === 'input_received')?.details.preHarvestIntervalDays
  return typeof days === 'number' ? days : undefined
}
