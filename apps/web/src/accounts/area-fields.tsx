import { foldVietnamese, operatorTexts } from '@nguon/locale'
import { formatUnit } from '@nguon/locale/admin'
import { useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useLang, useTexts } from '../lang.tsx'
import { ChoiceList } from '../ui/choice-list.tsx'
import { FieldError, useFieldError } from '../ui/field.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { areaChoices, mostUnits } from './area-values.ts'

/** What an inspector is responsible for: the usual area, or provinces and communes. */
export function AreaFields() {
  const t = useTexts(operatorTexts)
  const choices = [
    { value: 'usual', title: t.areaUsual, note: t.areaUsualHint },
    { value: 'own', title: t.areaOwn, note: t.areaOwnHint },
  ]
  return (
    <ChoiceList
      name="areaKind"
      legend={t.area}
      choices={choices}
      required
      more={(value) => value === 'own' && <Units />}
    />
  )
}

function Units() {
  const lang = useLang()
  const t = operatorTexts(lang)
  const { register } = useFormContext()
  const [units] = useState(areaChoices)
  const [q, search] = useState('')
  const chosen = useWatch({ name: 'areaUnits' }) as readonly string[]
  const error = useFieldError('areaUnits')
  const validate = (codes: readonly string[]) =>
    codes.length === 0 ? t.areaNone : codes.length <= mostUnits || t.areaTooMany
  const isFound = (name: string) => foldVietnamese(name).includes(foldVietnamese(q))
  return (
    <fieldset className="field" aria-describedby={error ? 'area-error' : undefined}>
      <legend>{t.areaUnits}</legend>
      <SearchField label={t.areaSearch} hint="" value={q} onSearch={search} />
      <p className="hint" role="status">
        {t.areaChosen({ count: chosen.length })}
      </p>
      {error && <FieldError id="area-error">{error}</FieldError>}
      <div className="scroll-list">
        {units.map(({ code, name }) => (
          // Hidden, not taken away: what was picked before the search stays picked.
          <label
            key={code}
            className="choice"
            hidden={!isFound(formatUnit(name, lang)) && !chosen.includes(code)}
          >
            <input type="checkbox" value={code} {...register('areaUnits', { validate })} />
            <span>{formatUnit(name, lang)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
