import { labelTexts } from '@nguon/locale'
import { useLang } from '../../lang.tsx'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { MediumPicture } from './medium-picture.tsx'
import { sizeOf, type TypedSize } from './own-size.ts'

interface OwnSizeFieldsProps {
  readonly typed: TypedSize
  readonly onChange: (typed: TypedSize) => void
}

const sides = ['width', 'height'] as const
const onSheet = ['columns', 'rows', 'left', 'top', 'gapX', 'gapY'] as const

/** Which labels are in the printer: one of the usual sizes, or one that is measured with a ruler. */
export function OwnSizeFields({ typed, onChange }: OwnSizeFieldsProps) {
  const lang = useLang()
  const t = labelTexts(lang)
  const names = typed.kind === 'sheet' ? [...sides, ...onSheet] : typed.kind === 'roll' ? sides : []
  const size = sizeOf(typed, lang)
  return (
    <div className="own-size">
      <p className="field-name">{t.ownSize}</p>
      <ChipChoice
        label={t.ownSize}
        chosen={typed.kind}
        choices={[
          { value: 'usual', label: t.usualSize },
          { value: 'sheet', label: t.ownSheet },
          { value: 'roll', label: t.ownRoll },
        ]}
        onChoose={(kind) => onChange({ ...typed, kind })}
      />
      {names.map((name) => (
        <label key={name} className="field">
          {t[name]}
          <input
            className="input"
            inputMode={name === 'columns' || name === 'rows' ? 'numeric' : 'decimal'}
            maxLength={6}
            value={typed[name]}
            onChange={({ target }) => onChange({ ...typed, [name]: target.value })}
          />
        </label>
      ))}
      {typed.kind === 'roll' && (
        <ChipChoice
          label={t.dpi}
          chosen={typed.dpi}
          choices={[
            { value: '203', label: '203 dpi' },
            { value: '300', label: '300 dpi' },
          ]}
          onChoose={(dpi) => onChange({ ...typed, dpi })}
        />
      )}
      {'fault' in size ? (
        <p className="hint">{t[size.fault]}</p>
      ) : (
        size.medium && (
          <p className="own-size-shown">
            <MediumPicture medium={size.medium} />
            {size.medium.kind === 'sheet' && t.sheetHint}
          </p>
        )
      )}
    </div>
  )
}
