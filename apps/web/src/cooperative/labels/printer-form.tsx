import { api, files, type PrinterView } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { formatDecimal, type Lang, labelTexts, parseDecimal } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../call.ts'
import { useLang } from '../../lang.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { sizeOf, typedSize } from './own-size.ts'
import { OwnSizeFields } from './own-size-fields.tsx'
import { RemovePrinter } from './remove-printer.tsx'

interface PrinterFormProps {
  /** None: a new one. */
  readonly printer: PrinterView | undefined
  /** Told of what was saved; of none when it was removed. */
  readonly onKept: (printer: PrinterView | undefined) => void
}

/** How a printer differs from the paper, measured on the ruler page, and the labels in it. */
export function PrinterForm({ printer, onKept }: PrinterFormProps) {
  const lang = useLang()
  const t = labelTexts(lang)
  const queries = useQueryClient()
  const [typed, setTyped] = useState(() => typedSettings(printer, lang))
  const [size, setSize] = useState(() => typedSize(printer?.medium, lang))
  const [id] = useState(() => printer?.id ?? newId())
  const settings = {
    ...{ xMm: signed(typed.x, lang), yMm: signed(typed.y, lang) },
    scale: signed(typed.scale, lang) / 100,
  }
  const isSound = Object.values(settings).every(Number.isFinite)
  const own = sizeOf(size, lang)
  const saving = useMutation({
    mutationFn: (medium: PrinterView['medium']) =>
      call(api.savePrinter, {
        ...{ id, name: typed.name.normalize('NFC').trim(), ...settings },
        ...(medium ? { medium } : {}),
      }),
    onSuccess: async (kept) => {
      await queries.invalidateQueries({ queryKey: ['printers'] })
      onKept(kept)
    },
  })
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
      <OwnSizeFields typed={size} onChange={setSize} />
      <div className="buttons pair">
        <a
          className="button quiet"
          href={`${files.calibrationPage.path}${isSound ? queryOf(settings) : ''}`}
          target="_blank"
          rel="noreferrer"
        >
          {t.calibration}
        </a>
        <button
          type="button"
          className="button"
          disabled={!isSound || 'fault' in own || typed.name.trim() === '' || saving.isPending}
          onClick={() => 'medium' in own && saving.mutate(own.medium)}
        >
          {t.savePrinter}
        </button>
      </div>
      {printer && <RemovePrinter printer={printer} onRemoved={() => onKept(undefined)} />}
      <Refusal problem={saving.error} />
    </div>
  )
}

function typedSettings(printer: PrinterView | undefined, lang: Lang) {
  const shown = (value: number) => formatDecimal(String(value), lang)
  return {
    name: printer?.name ?? '',
    x: shown(printer?.xMm ?? 0),
    y: shown(printer?.yMm ?? 0),
    scale: shown(Number(((printer?.scale ?? 1) * 100).toFixed(2))),
  }
}

/** A number that may be below zero, as people type it; not a number where it is none. */
function signed(text: string, lang: Lang): number {
  const sign = /^[-−]/.test(text.trim()) ? -1 : 1
  return sign * Number(parseDecimal(text.trim().replace(/^[-−+]/, ''), lang) ?? Number.NaN)
}

const queryOf = (settings: Readonly<Record<string, number>>): string =>
  `?${new URLSearchParams(Object.entries(settings).map(([key, value]) => [key, String(value)]))}`
