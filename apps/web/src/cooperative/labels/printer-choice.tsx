import type { PrinterView } from '@nguon/contract'
import { formatDecimal, labelTexts } from '@nguon/locale'
import { useId } from 'react'
import { useLang } from '../../lang.tsx'
import { PrinterForm } from './printer-form.tsx'

interface PrinterChoiceProps {
  readonly printers: readonly PrinterView[]
  readonly chosen: PrinterView | undefined
  readonly onChoose: (printer: PrinterView | undefined) => void
}

/** Which printer, and how it differs from the paper. */
export function PrinterChoice({ printers, chosen, onChoose }: PrinterChoiceProps) {
  const lang = useLang()
  const t = labelTexts(lang)
  const id = useId()
  const number = (value: number) => formatDecimal(String(value), lang)
  const settingsOf = ({ name, xMm, yMm, scale }: PrinterView): string =>
    `${name} · → ${number(xMm)} ↓ ${number(yMm)} mm · ${number(Number((scale * 100).toFixed(2)))} %`
  return (
    <section className="card section">
      <div className="field">
        <label htmlFor={id}>{t.printer}</label>
        <select
          id={id}
          className="input"
          value={chosen?.id ?? ''}
          onChange={({ target }) => onChoose(printers.find((each) => each.id === target.value))}
        >
          <option value="">{t.noPrinter}</option>
          {printers.map((each) => (
            <option key={each.id} value={each.id}>
              {settingsOf(each)}
            </option>
          ))}
        </select>
      </div>
      <details>
        <summary className="summary">{chosen ? t.printerSettings : t.newPrinter}</summary>
        <PrinterForm key={chosen?.id ?? 'new'} printer={chosen} onKept={onChoose} />
      </details>
    </section>
  )
}
