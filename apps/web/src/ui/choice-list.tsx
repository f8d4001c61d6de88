import { frameTexts } from '@nguon/locale'
import { type ReactNode, useId } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTexts } from '../lang.tsx'
import { FieldError, useFieldError } from './field.tsx'

interface Choice {
  readonly value: string
  readonly title: string
  readonly note?: string
  readonly aside?: ReactNode
  /** Cannot be chosen now; `aside` says why. */
  readonly disabled?: boolean
}

interface ChoiceListProps {
  readonly name: string
  readonly legend: string
  readonly hint?: string
  readonly choices: readonly Choice[]
  readonly many?: boolean
  readonly required?: boolean
  /** What unfolds below a chosen one. */
  readonly more?: (value: string) => ReactNode
}

/** Cards to choose one or several from. The form holds the chosen value, or their list. */
export function ChoiceList({
  name,
  legend,
  hint,
  choices,
  many = false,
  required = false,
  more,
}: ChoiceListProps) {
  const id = useId()
  const t = useTexts(frameTexts)
  const { register } = useFormContext()
  const error = useFieldError(name)
  const chosen = [useWatch({ name }) ?? []].flat() as string[]
  const missing = many ? t.mustChoose : t.mustChooseOne
  const isChosen = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value)) || missing
  const rules = required ? { validate: isChosen } : {}
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{legend}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <div className="choices">
        {choices.map(({ value, title, note, aside, disabled = false }) => {
          const unfolded = chosen.includes(value) ? more?.(value) : undefined
          return (
            <div key={value}>
              <label className={disabled ? 'choice off' : 'choice'}>
                <input
                  type={many ? 'checkbox' : 'radio'}
                  value={value}
                  disabled={disabled}
                  {...register(name, rules)}
                />
                <span>
                  {title}
                  {note !== undefined && <small>{note}</small>}
                </span>
                {aside}
              </label>
              {unfolded ? <div className="choice-more">{unfolded}</div> : null}
            </div>
          )
        })}
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  )
}
