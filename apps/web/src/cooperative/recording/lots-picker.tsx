import type { BatchSummary } from '@nguon/contract'
import { amountOf, dimensionOf, type Quantity } from '@nguon/domain'
import { batchTexts, diaryTexts, formatDay, formatQuantity, handoverTexts } from '@nguon/locale'
import { useLang } from '../../lang.tsx'
import { AmountField } from '../../ui/amount-field.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Empty } from '../../ui/empty.tsx'
import { StatusChip } from '../../ui/status-chip.tsx'
import { useOrganization } from '../organization.tsx'
import { unitsLike } from './unit-choices.ts'

interface LotsPickerProps {
  readonly name: 'lots' | 'packaging'
  readonly legend: string
  readonly hint?: string
  readonly amountLabel: string
  readonly empty: string
  readonly lots: readonly BatchSummary[]
  readonly required?: boolean
  /** How many times the amount is taken: once for each plot. */
  readonly times?: number
}

/** Lots in stock to choose from, with how much of each, and from whom where they were received. An amount beyond what remains is said at once. */
export function LotsPicker({
  name,
  legend,
  hint,
  amountLabel,
  empty,
  lots,
  required = false,
  times = 1,
}: LotsPickerProps) {
  const lang = useLang()
  const t = batchTexts(lang)
  const { id: own } = useOrganization()
  if (lots.length === 0)
    return (
      <fieldset className="field">
        <legend>{legend}</legend>
        <Empty title={empty} />
      </fieldset>
    )
  const noteOf = ({ lot, balance, useBy, organizationId, organizationName }: BatchSummary) => {
    const from = organizationId === own ? undefined : handoverTexts(lang).from({ name: organizationName })
    const left = balance ? t.remains({ amount: formatQuantity(balance, lang) }) : undefined
    const until = useBy ? diaryTexts(lang).expires({ day: formatDay(useBy, lang) }) : undefined
    return [lot, left, until, from].filter(Boolean).join(' · ')
  }
  const amountOfLot = (batchId: string) => {
    const lot = lots.find(({ id }) => id === batchId)
    return lot ? <LotAmount lot={lot} label={amountLabel} times={times} /> : null
  }
  const usableFirst = [...lots].sort((one, other) => Number(isHeld(one)) - Number(isHeld(other)))
  const choices = usableFirst.map((lot) => ({
    value: lot.id,
    title: lot.productName,
    note: noteOf(lot),
    aside: <StatusChip {...lot} />,
    disabled: isHeld(lot),
  }))
  return (
    <ChoiceList
      name={name}
      legend={legend}
      choices={choices}
      many
      required={required}
      more={amountOfLot}
      {...(hint ? { hint } : {})}
    />
  )
}

const isHeld = ({ status }: BatchSummary): boolean => status !== 'active'

function LotAmount({ lot, label, times }: { lot: BatchSummary; label: string; times: number }) {
  const lang = useLang()
  const { balance } = lot
  if (!balance) return null
  const isTooMuch = (quantity: Quantity) => {
    const left = balance.value === '0' ? 0n : amountOf(balance as Quantity)
    const same = dimensionOf(quantity.unit) === dimensionOf(balance.unit)
    if (!same || amountOf(quantity) * BigInt(times) <= left) return undefined
    return diaryTexts(lang).tooMuch({ left: formatQuantity(balance, lang) })
  }
  return (
    <AmountField
      name={`amounts.${lot.id}`}
      label={label}
      choices={unitsLike(balance.unit)}
      required
      check={isTooMuch}
    />
  )
}
