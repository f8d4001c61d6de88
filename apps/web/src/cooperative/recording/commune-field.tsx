import { registerTexts } from '@nguon/locale'
import { formatUnit } from '@nguon/locale/admin'
import { useId } from 'react'
import { useLang } from '../../lang.tsx'
import { communesHere } from './communes.ts'

interface CommuneFieldProps {
  /** Code of the chosen commune; empty: none yet. */
  readonly value: string
  readonly onChange: (code: string) => void
}

/** The commune a place is in: what a page tells of it, and no closer. */
export function CommuneField({ value, onChange }: CommuneFieldProps) {
  const lang = useLang()
  const t = registerTexts(lang)
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t.commune}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t.chooseCommune}</option>
        {communesHere().map(({ code, name }) => (
          <option key={code} value={code}>
            {formatUnit(name, lang)}
          </option>
        ))}
      </select>
    </div>
  )
}
