import { frameTexts } from '@nguon/locale'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useLang } from '../../lang.tsx'
import { titleOf } from '../../problem.ts'
import { Notice } from '../../ui/notice.tsx'

interface InlineFormProps {
  readonly save: string
  readonly busy: boolean
  readonly problem: unknown
  /** What is still missing; saying it waits until saving is tried. */
  readonly wrong: string | undefined
  readonly onSave: () => void
  readonly children: ReactNode
}

/** A small form inside another one (HTML does not nest forms): something that turned out to be missing. */
export function InlineForm({ save, busy, problem, wrong, onSave, children }: InlineFormProps) {
  const lang = useLang()
  const [tried, setTried] = useState(false)
  const attempt = () => {
    setTried(true)
    if (wrong === undefined && !busy) onSave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    if (!event.nativeEvent.isComposing) attempt()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in one of its fields saves this part, not the whole
    <div className="card" onKeyDown={onKeyDown}>
      {children}
      {tried && wrong !== undefined && (
        <Notice tone="red" role="alert">
          {wrong}
        </Notice>
      )}
      {problem ? (
        <Notice tone="red" role="alert">
          {titleOf(problem, lang)}
        </Notice>
      ) : null}
      <button type="button" className="button" disabled={busy} onClick={attempt}>
        {busy ? frameTexts(lang).saving : save}
      </button>
    </div>
  )
}

interface InlineFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputMode?: 'text' | 'numeric'
}

export function InlineField({ label, value, onChange, inputMode = 'text' }: InlineFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        value={value}
        inputMode={inputMode}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

interface InlineSelectProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export function InlineSelect({ label, value, onChange, options }: InlineSelectProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
