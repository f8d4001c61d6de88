interface ChipChoiceProps<V extends string> {
  readonly label: string
  readonly chosen: V
  readonly choices: readonly { readonly value: V; readonly label: string }[]
  readonly onChoose: (value: V) => void
  /** More than fit: on a phone they scroll sideways in one line. */
  readonly oneLine?: boolean
}

/** One choice of a few, as chips. */
export function ChipChoice<V extends string>({
  label,
  chosen,
  choices,
  onChoose,
  oneLine = false,
}: ChipChoiceProps<V>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these act at once
    <div className={oneLine ? 'chips one-line' : 'chips'} role="group" aria-label={label}>
      {choices.map(({ value, label: name }) => (
        <button
          key={value}
          type="button"
          className="chip-button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
