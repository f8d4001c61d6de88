import { type CompositionEvent, type InputEvent, useEffect, useId, useRef, useState } from 'react'

const PAUSE_MS = 300

interface SearchFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onSearch: (text: string) => void
}

/** Searches once typing pauses, never in the middle of a Telex or VNI syllable. */
export function SearchField({ label, hint, value, onSearch }: SearchFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = (text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.normalize('NFC').trim()), PAUSE_MS)
  }
  const type = (event: InputEvent<HTMLInputElement>) => {
    setTyped(event.currentTarget.value)
    if (!event.nativeEvent.isComposing) search(event.currentTarget.value)
  }
  const compose = (event: CompositionEvent<HTMLInputElement>) => search(event.currentTarget.value)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="search"
        placeholder={hint}
        value={typed}
        onInput={type}
        onChange={() => {}}
        onCompositionEnd={compose}
        maxLength={200}
        autoComplete="off"
      />
    </div>
  )
}
