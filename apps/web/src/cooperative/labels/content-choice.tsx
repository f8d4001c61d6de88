import { type LabelMedium, labelFields } from '@nguon/domain'
import { labelTexts } from '@nguon/locale'
import { useTexts } from '../../lang.tsx'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import type { LabelChoice } from './use-label-order.ts'

interface ContentChoiceProps {
  readonly medium: LabelMedium
  readonly choice: LabelChoice
  readonly change: (part: Partial<LabelChoice>) => void
}

/** What stands beside code, lot and domain; and for a roll, which file its printer takes. */
export function ContentChoice({ medium, choice: { fields, format }, change }: ContentChoiceProps) {
  const t = useTexts(labelTexts)
  const turn = (field: (typeof labelFields)[number]) =>
    change({ fields: labelFields.filter((each) => fields.includes(each) !== (each === field)) })
  return (
    <section className="card section">
      <h2>{t.content}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these act at once */}
      <div className="chips" role="group" aria-label={t.content}>
        {labelFields.map((field) => (
          <button
            key={field}
            type="button"
            className="chip-button"
            aria-pressed={fields.includes(field)}
            onClick={() => turn(field)}
          >
            {t[field]}
          </button>
        ))}
      </div>
      {medium.kind === 'roll' && (
        <ChipChoice
          label={t.format}
          chosen={format}
          choices={[
            { value: 'pdf', label: t.pdf },
            { value: 'zpl', label: t.zpl },
          ]}
          onChoose={(chosen) => change({ format: chosen })}
        />
      )}
    </section>
  )
}
