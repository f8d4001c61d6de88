import type { HandoverView } from '@nguon/contract'
import { formatQuantity, handoverTexts, type Lang } from '@nguon/locale'
import { useLang } from '../../lang.tsx'
import { sayDifference } from './say-difference.ts'
import '../../ui/sheet.css'

type Line = HandoverView['lines'][number]

/** The goods of a delivery: sent, counted and the difference, which stays visible whatever was agreed; cards on a phone. */
export function HandoverLines({ lines }: Pick<HandoverView, 'lines'>) {
  const t = handoverTexts(useLang())
  return (
    <table className="sheet">
      <thead>
        <tr>
          <th scope="col">{t.colBatch}</th>
          <th scope="col" className="right">
            {t.colSent}
          </th>
          <th scope="col" className="right">
            {t.colCounted}
          </th>
          <th scope="col">{t.colDifference}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <OneLine key={line.batchId} line={line} />
        ))}
      </tbody>
    </table>
  )
}

function OneLine({ line }: { line: Line }) {
  const lang = useLang()
  const t = handoverTexts(lang)
  const difference = sayDifference(line, lang)
  const differs = line.difference !== undefined && line.difference.value !== '0'
  return (
    <tr>
      <th scope="row">
        {line.productName} <span className="code">{line.lot}</span>
      </th>
      <td className="right number" data-label={t.colSent}>
        {formatQuantity(line.sent, lang)}
      </td>
      <td className="right number" data-label={t.colCounted}>
        {sayCounted(line, lang)}
      </td>
      <td data-label={t.colDifference}>
        {(difference || line.reason) && (
          <div>
            {differs ? <b>{difference}</b> : difference}
            {line.reason && <p className="small">{t.because({ text: line.reason })}</p>}
          </div>
        )}
      </td>
    </tr>
  )
}

function sayCounted({ accepted, counted, sent }: Line, lang: Lang): string {
  const t = handoverTexts(lang)
  if (accepted === undefined) return t.notAnswered
  if (counted) return formatQuantity(counted, lang)
  return accepted ? formatQuantity(sent, lang) : t.notCounted
}
