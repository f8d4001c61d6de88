import { findingSeverityNames, inspectionTexts } from '@nguon/locale'
import { Plus } from 'lucide-react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { useLang } from '../lang.tsx'
import { AreaField, SelectField, TextField } from '../ui/field.tsx'
import type { InspectionValues } from './inspection-values.ts'

const severities = ['minor', 'major', 'critical'] as const

/** What is not in order, one after the other. */
export function FindingFields() {
  const lang = useLang()
  const t = inspectionTexts(lang)
  const { control } = useFormContext<InspectionValues>()
  const { fields, append, remove } = useFieldArray({ control, name: 'findings' })
  return (
    <section className="section">
      <h2>{t.findings}</h2>
      {fields.length === 0 && <p className="soft">{t.noFindings}</p>}
      {fields.map(({ id }, index) => (
        <div key={id} className="card">
          <AreaField name={`findings.${index}.text`} label={t.finding({ at: index + 1 })} required />
          <SelectField
            name={`findings.${index}.severity`}
            label={t.severity({ at: index + 1 })}
            options={severities.map((value) => ({ value, label: findingSeverityNames[value][lang] }))}
          />
          <TextField name={`findings.${index}.due`} label={t.findingDue({ at: index + 1 })} type="date" />
          <button type="button" className="button quiet" onClick={() => remove(index)}>
            {t.removeFinding({ at: index + 1 })}
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button"
        onClick={() => append({ severity: 'minor', text: '', due: '' })}
      >
        <Plus size={22} aria-hidden /> {t.addFinding}
      </button>
    </section>
  )
}
