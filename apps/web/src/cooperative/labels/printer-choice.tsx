import { api, files, type PrinterView } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { formatDecimal, labelTexts, parseDecimal } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call } from '../../call.ts'
import { useLang } from '../../lang.tsx'
import { Refusal } from '../../ui/refusal.tsx'

interface PrinterChoiceProps {
  readonly printers: readonly PrinterView[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** Which printer, and how it differs from the paper. */
export function PrinterChoice({ printers, chosen, onChoose }: PrinterChoiceProps) {
  const lang = useLang()
  const t = labelTexts(lang)
  const id = useId()
  const printer = printers.find((each) => each.id === chosen)
  const number = (value: number) => formatDecimal(String(value), lang)
  return (
    <section className="card section">
      <div className="field">
        <label htmlFor={id}>{t.printer}</label>
        <select
          id={id}
          className="input"
          value={printer?.id ?? ''}
          onChange={({ target }) => onChoose(target.value)}
        >
          <option value="">{t.noPrinter}</option>
          {printers.map((each) => (
            <option key={each.id} value={each.id}>
              {`${each.name} · ΔX ${number(each.xMm)} ΔY ${number(each.yMm)} mm`}
            </option>
          ))}
        </select>
      </div>
      <details>
        <summary className="summary">{t.printerSettings}</summary>
        <PrinterForm key={printer?.id ?? 'new'} printer={printer} onSaved={onChoose} />
      </details>
    </section>
  )
}

function PrinterForm({
  printer,
  onSaved,
}: {
  printer: PrinterView | undefined
  onSaved: (id: string) => void
}) {
  const lang = useLang()
  const t = labelTexts(lang)
  const queries = useQueryClient()
  const shown = (value: number) => formatDecimal(String(value), lang)
  const [typed, setTyped] = useState({
    name: printer?.name ?? '',
    x: shown(printer?.xMm ?? 0),
    y: shown(printer?.yMm ?? 0),
    scale: shown(Number(((printer?.scale ?? 1) * 100).toFixed(2))),
  })
  const [id] = useState(() => printer?.id ?? newId())
  const number = (text: string): number => {
    const sign = /^[-−]/.test(text.trim()) ? -1 : 1
    return sign * Number(parseDecimal(text.trim().replace(/^[-−+]/, ''), lang) ?? Number.NaN)
  }
  const settings = { xMm: number(typed.x), yMm: number(typed.y), scale: number(typed.scale) / 100 }
  const isSound = Object.values(settings).every(Number.isFinite)
  const saving = useMutation({
    mutationFn: () => call(api.savePrinter, { id, name: typed.name.normalize('NFC').trim(), ...settings }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['printers'] })
      onSaved(id)
    },
  })
  const query = isSound
    ? `?${new URLSearchParams(Object.entries(settings).map(([key, value]) => [key, String(value)]))}`
    : ''
  const fields = [
    ['name', t.printerName],
    ['x', t.shiftX],
    ['y', t.shiftY],
    ['scale', t.scale],
  ] as const
  return (
    <div className="form printer-form">
      {fields.map(([name, label]) => (
        <label key={name} className="field">
          {label}
          <input
            className="input"
            inputMode={name === 'name' ? 'text' : 'decimal'}
            maxLength={name === 'name' ? 60 : 8}
            value={typed[name]}
            onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
          />
        </label>
      ))}
      <div className="buttons pair">
        <a
          className="button quiet"
          href={`${files.calibrationPage.path}${query}`}
          target="_blank"
          rel="noreferrer"
        >
          {t.calibration}
        </a>
        <button
          type="button"
          className="button"
          disabled={!isSound || typed.name.trim() === '' || saving.isPending}
          onClick={() => saving.mutate()}
        >
          {t.savePrinter}
        </button>
      </div>
      <Refusal problem={saving.error} />
    </div>
  )
}
