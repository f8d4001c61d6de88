import { Lot } from '@nguon/domain'
import { formatDecimal, registerTexts } from '@nguon/locale'
import { useWatch } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { TextField } from '../../ui/field.tsx'
import { useProposal } from '../../ui/use-proposal.ts'
import { lotOf, proposeLot } from './lot-number.ts'
import type { Slots } from './slots.ts'
import { useProducts, useTakenLots } from './use-supply.ts'
import { addDays } from './when.ts'

interface LotFieldsProps {
  readonly own: Slots
  /** The field that holds the product. */
  readonly productName: string
  /** Inputs carry the lot and expiry of their label: nothing is computed for them. */
  readonly proposeUseBy?: boolean
  readonly lotLabel?: string
  readonly lotHint?: string
  readonly useByLabel?: string
}

/** The lot number and use-by day of a new lot: proposed from product and day, kept once they are touched. */
export function LotFields({
  own,
  productName,
  proposeUseBy = true,
  lotLabel,
  lotHint,
  useByLabel,
}: LotFieldsProps) {
  const lang = useLang()
  const t = registerTexts(lang)
  const taken = useTakenLots(own)
  const [productId, day, endDay] = useWatch({ name: [productName, 'day', 'endDay'] }) as string[]
  const product = useProducts().find(({ id }) => id === productId)?.data
  const madeOn = endDay || day
  useProposal('lot', product && madeOn ? proposeLot(product.name, madeOn, taken) : '')
  useProposal(
    'useBy',
    proposeUseBy && product?.shelfLifeDays && madeOn ? addDays(madeOn, product.shelfLifeDays) : '',
  )
  const isLot = (value: unknown) => Lot.safeParse(lotOf(String(value))).success || t.lotWrong
  const isLater = (value: unknown) => !value || String(value) >= (day ?? '') || t.useByEarly
  const hint = product?.shelfLifeDays
    ? t.shelfLifeHint({ days: formatDecimal(String(product.shelfLifeDays), lang) })
    : t.useByOptional
  return (
    <>
      <TextField
        name="lot"
        label={lotLabel ?? t.lot}
        hint={lotHint ?? t.lotHint}
        required
        maxLength={40}
        autoCapitalize="characters"
        rules={{ validate: isLot, setValueAs: (typed: string) => lotOf(typed ?? '') }}
      />
      <TextField
        name="useBy"
        label={useByLabel ?? t.useBy}
        hint={proposeUseBy ? hint : undefined}
        type="date"
        rules={{ validate: isLater }}
      />
    </>
  )
}
