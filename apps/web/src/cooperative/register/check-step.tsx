import { diaryTexts, formatDay, formatQuantity, frameTexts, registerTexts } from '@nguon/locale'
import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { useLang, useTexts } from '../../lang.tsx'
import { quantityOf } from '../../ui/amount-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { MoreFields } from '../recording/more-fields.tsx'
import type { Target } from '../recording/targets.ts'
import { useProducts } from '../recording/use-supply.ts'
import { EarlyWarning } from './early-warning.tsx'
import type { RegisterValues } from './register-values.ts'

interface CheckStepProps {
  readonly targets: readonly Target[]
  readonly goTo: (step: 1 | 2) => void
}

/** Step 3: everything once more, each with a way back to it. */
export function CheckStep({ targets, goTo }: CheckStepProps) {
  const lang = useLang()
  const t = registerTexts(lang)
  const { getValues, formState } = useFormContext<RegisterValues>()
  const values = getValues()
  const product = useProducts().find(({ id }) => id === values.productId)?.data.name
  const quantity = quantityOf(values.quantity, lang)
  const chosen = targets.filter(({ key }) => values.targets.includes(key))
  const { errors } = formState
  return (
    <>
      <EarlyWarning targets={chosen} day={values.day} />
      <dl className="list">
        <Row label={t.product} error={errors.productId?.message} edit={() => goTo(1)}>
          {product}
        </Row>
        <Row label={t.harvestDay} error={errors.day?.message} edit={() => goTo(1)}>
          {values.day && formatDay(values.day, lang)} {values.time}
        </Row>
        <Row label={t.source} error={errors.targets?.message} edit={() => goTo(2)}>
          {chosen.map(({ title }) => title).join(', ')}
        </Row>
        <Row label={t.weight} error={errors.quantity?.value?.message} edit={() => goTo(2)}>
          {quantity && formatQuantity(quantity, lang)}
        </Row>
        <Row label={t.lot} error={errors.lot?.message} edit={() => goTo(2)}>
          {values.lot}
        </Row>
        {values.useBy && (
          <Row label={t.useBy} error={errors.useBy?.message} edit={() => goTo(2)}>
            {formatDay(values.useBy, lang)}
          </Row>
        )}
      </dl>
      <MoreFields>
        <TextField name="weather" label={t.weather} hint={diaryTexts(lang).noNames} />
      </MoreFields>
    </>
  )
}

interface RowProps {
  readonly label: string
  readonly error: string | undefined
  readonly edit: () => void
  readonly children: ReactNode
}

function Row({ label, error, edit, children }: RowProps) {
  const f = useTexts(frameTexts)
  return (
    <div className="row field">
      <div>
        <dt className="small soft">{label}</dt>
        <dd>{children}</dd>
        {error && <p className="error">{error}</p>}
      </div>
      <button type="button" className="text-button" onClick={edit}>
        {f.edit} <span className="hidden-text">{label}</span>
      </button>
    </div>
  )
}
