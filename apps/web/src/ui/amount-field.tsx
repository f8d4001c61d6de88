import { Decimal, type Quantity, type Unit, units } from '@nguon/domain'
import { formatQuantity, frameTexts, type Lang, parseDecimal, unitTexts } from '@nguon/locale'
import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useLang } from '../lang.tsx'
import { FieldShell, useField } from './field.tsx'
import { useProposal } from './use-proposal.ts'

/** An amount as it is typed: the number as written, and its unit. */
export interface TypedAmount {
  readonly value: string
  readonly unit: string
}

/** The quantity a typed amount means, or undefined when it is not a number above 0. */
export function quantityOf(typed: Partial<TypedAmount> | undefined, lang: Lang): Quantity | undefined {
  const value = parseDecimal(typed?.value ?? '', lang)
  const unit = typed?.unit
  if (value === undefined || value === '0' || !Decimal.safeParse(value).success || !unit || !(unit in units))
    return undefined
  return { value, unit: unit as Unit }
}

interface AmountFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
  readonly required?: boolean
  /** The first is proposed. */
  readonly choices: readonly Unit[]
  /** What is wrong with an amount that is a number, if anything. */
  readonly check?: (quantity: Quantity) => string | undefined
}

/** A number and its unit, with what was understood below it: a point or comma typed on a phone is easily misread. */
export function AmountField({ name, label, hint, required = false, choices, check }: AmountFieldProps) {
  const lang = useLang()
  const t = frameTexts(lang)
  const { register, getValues } = useFormContext()
  useProposal(`${name}.unit`, choices[0] ?? '')
  const typed = useWatch({ name }) as Partial<TypedAmount> | undefined
  const amount = quantityOf(typed, lang)
  const isAmount = (value: string) => {
    if (!value && !required) return true
    const quantity = quantityOf({ value, unit: getValues(`${name}.unit`) || choices[0] }, lang)
    return quantity ? (check?.(quantity) ?? true) : t.notNumber
  }
  const below = amount ? t.understood({ amount: formatQuantity(amount, lang) }) : hint
  const { id, error, control } = useField(
    { name: `${name}.value`, hint: below, required },
    { validate: isAmount },
  )
  return (
    <FieldShell id={id} label={label} hint={below} error={error}>
      <div className="amount">
        <input {...control} type="text" inputMode="decimal" maxLength={20} autoComplete="off" />
        <select {...register(`${name}.unit`)} className="input" aria-label={`${label}: ${t.unit}`}>
          {choices.map((unit) => (
            <option key={unit} value={unit}>
              {unitTexts[unit][lang]}
            </option>
          ))}
        </select>
      </div>
    </FieldShell>
  )
}
