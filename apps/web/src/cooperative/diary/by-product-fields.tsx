import { goodsTexts } from '@nguon/locale'
import { useWatch } from 'react-hook-form'
import { useTexts } from '../../lang.tsx'
import { AmountField } from '../../ui/amount-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { unitsLike } from '../recording/unit-choices.ts'
import type { TransformationValues } from './transformation-values.ts'

/** What else came out and is used for something: pulp, bran, peel. */
export function ByProductFields() {
  const t = useTexts(goodsTexts)
  const byProduct = useWatch<TransformationValues, 'byProduct'>({ name: 'byProduct' })
  const named = byProduct.name.trim() !== ''
  const weighed = byProduct.amount.value.trim() !== ''
  return (
    <fieldset className="field">
      <legend>{t.byProduct}</legend>
      <TextField name="byProduct.name" label={t.byProductName} required={weighed} />
      <AmountField
        name="byProduct.amount"
        label={t.byProductAmount}
        choices={unitsLike('kg')}
        required={named}
      />
      <TextField name="byProduct.use" label={t.byProductUse} />
    </fieldset>
  )
}
