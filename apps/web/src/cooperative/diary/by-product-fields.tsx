import { goodsTexts } from '@nguon/locale'
import { useTexts } from '../../lang.tsx'
import { AmountField } from '../../ui/amount-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { unitsLike } from '../recording/unit-choices.ts'

/** What else came out and is used for something: pulp, bran, peel. */
export function ByProductFields() {
  const t = useTexts(goodsTexts)
  return (
    <fieldset className="field">
      <legend>{t.byProduct}</legend>
      <TextField name="byProduct.name" label={t.byProductName} />
      <AmountField name="byProduct.amount" label={t.byProductAmount} choices={unitsLike('kg')} />
      <TextField name="byProduct.use" label={t.byProductUse} />
    </fieldset>
  )
}
