import { frameTexts, parseDecimal } from '@nguon/locale'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { get, type RegisterOptions, useFormContext } from 'react-hook-form'
import { useLang, useTexts } from '../lang.tsx'

/** What is wrong with the field of that name, if anything. */
export function useFieldError(name: string): string | undefined {
  const { formState } = useFormContext()
  const error: { message?: string } | undefined = get(formState.errors, name)
  return error?.message
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="error" id={id}>
      <CircleAlert size={20} aria-hidden /> <span>{children}</span>
    </p>
  )
}

interface Common {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
  readonly required?: boolean
}

/** The parts every labelled control shares: names for what describes it, and its rules. */
export function useField({ name, hint, required }: Omit<Common, 'label'>, rules: RegisterOptions = {}) {
  const id = useId()
  const t = useTexts(frameTexts)
  const { register } = useFormContext()
  const error = useFieldError(name)
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const control = {
    id,
    className: 'input',
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy || undefined,
    'aria-required': required || undefined,
    ...register(name, { ...rules, ...(required ? { required: t.mustFill } : {}) }),
  }
  return { id, error, control }
}

interface ShellProps {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly children: ReactNode
}

/** A label above, a hint below, and what is wrong. */
export function FieldShell({ id, label, hint, error, children }: ShellProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  )
}

interface TextFieldProps extends Common {
  readonly type?: 'text' | 'date' | 'time' | 'search' | 'tel'
  readonly inputMode?: 'text' | 'decimal' | 'numeric'
  readonly max?: string
  readonly maxLength?: number
  readonly autoCapitalize?: string
  /** What a password manager or the browser may fill in; nothing unless said. */
  readonly autoComplete?: string
  readonly rules?: RegisterOptions
}

/** One line of text, a day or a time. */
export function TextField({
  type = 'text',
  inputMode,
  max,
  maxLength = 200,
  autoCapitalize,
  autoComplete = 'off',
  rules,
  ...common
}: TextFieldProps) {
  const { id, error, control } = useField(common, rules)
  return (
    <FieldShell id={id} label={common.label} hint={common.hint} error={error}>
      <input
        {...control}
        type={type}
        inputMode={inputMode}
        max={max}
        maxLength={type === 'text' || type === 'tel' ? maxLength : undefined}
        autoCapitalize={autoCapitalize}
        autoComplete={autoComplete}
      />
    </FieldShell>
  )
}

/** Several lines. */
export function AreaField(props: Common) {
  const { id, error, control } = useField(props)
  return (
    <FieldShell id={id} label={props.label} hint={props.hint} error={error}>
      <textarea {...control} maxLength={2000} rows={3} />
    </FieldShell>
  )
}

interface SelectFieldProps extends Common {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** What the empty choice says. */
  readonly placeholder?: string
}

export function SelectField({ options, placeholder, ...common }: SelectFieldProps) {
  const { id, error, control } = useField(common)
  return (
    <FieldShell id={id} label={common.label} hint={common.hint} error={error}>
      <select {...control}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FieldShell>
  )
}

/** A whole number such as days or packages. */
export function WholeField(props: Common) {
  const lang = useLang()
  const t = frameTexts(lang)
  const isWhole = (typed: string) => !typed || /^\d{1,8}$/.test(parseDecimal(typed, lang) ?? '') || t.notWhole
  return <TextField {...props} inputMode="numeric" maxLength={12} rules={{ validate: isWhole }} />
}
