import type { Step, StepItem } from '@nguon/contract'
import { correctionReasonNames, formatInstant, inspectorTexts } from '@nguon/locale'
import { nameOfStep, whenOf, whereOf, wordsOfItem } from '../history/step-words.ts'
import { useLang } from '../lang.tsx'
import { BatchFindings } from './batch-findings.tsx'
import type { ReadChain } from './chain-view.ts'
import { correctorOf } from './corrector-of.ts'
import '../ui/sheet.css'

interface StepTableProps {
  readonly steps: readonly Step[]
  readonly read: ReadChain
}

/** The steps with quantities and both dates; cards on a phone. */
export function StepTable({ steps, read }: StepTableProps) {
  const t = inspectorTexts(useLang())
  return (
    <table className="sheet">
      <thead>
        <tr>
          <th scope="col">{t.colEvent}</th>
          <th scope="col">{t.colHappened}</th>
          <th scope="col">{t.colRecorded}</th>
          <th scope="col">{t.colOrganization}</th>
          <th scope="col">{t.colIn}</th>
          <th scope="col">{t.colOut}</th>
          <th scope="col">{t.colChecks}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <StepLine key={step.eventId} step={step} read={read} />
        ))}
      </tbody>
    </table>
  )
}

function StepLine({ step, read }: { step: Step; read: ReadChain }) {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const { items, recordedAt, utcOffset, organizationName, correctedBy } = step
  const name = nameOfStep(step, lang)
  const those = (roles: readonly StepItem['role'][]) => items.filter(({ role }) => roles.includes(role))
  return (
    <tr className={correctedBy ? 'struck' : undefined}>
      <th scope="row">{correctedBy ? <s>{name}</s> : name}</th>
      <td data-label={t.colHappened}>{whenOf(step, lang)}</td>
      <td data-label={t.colRecorded}>{formatInstant(recordedAt, utcOffset, lang)}</td>
      <td data-label={t.colOrganization}>{[organizationName, whereOf(step)].filter(Boolean).join(', ')}</td>
      <td data-label={t.colIn}>
        <Items items={those(['in'])} isStruck={Boolean(correctedBy)} />
      </td>
      <td data-label={t.colOut}>
        <Items items={those(['out', 'about'])} isStruck={Boolean(correctedBy)} />
      </td>
      <td data-label={t.colChecks}>
        <Noted step={step} read={read} />
      </td>
    </tr>
  )
}

function Items({ items, isStruck }: { items: readonly StepItem[]; isStruck: boolean }) {
  const lang = useLang()
  if (items.length === 0) return null
  return (
    <ul>
      {items.map((item) => {
        const words = wordsOfItem(item, lang)
        return <li key={`${item.batchId} ${item.role}`}>{isStruck ? <s>{words}</s> : words}</li>
      })}
    </ul>
  )
}

/** What the checks noticed in the step, the reason that was given for it, and why it was corrected. */
function Noted({ step, read }: { step: Step; read: ReadChain }) {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const { eventId, correctedBy, corrects, reasons = {}, utcOffset } = step
  const found = read.chain.findings.filter((finding) => finding.eventId === eventId).map(({ code }) => code)
  const codes = [...new Set([...step.marks, ...found])]
  const who = correctorOf(step, read.chain.steps)
  const correction = correctedBy ?? corrects
  if (codes.length === 0 && !correction) return null
  return (
    <div className="noted">
      <BatchFindings codes={codes} />
      {Object.values(reasons).map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {correctedBy && (
        <p>
          {t.struckBy({
            at: [formatInstant(correctedBy.at, utcOffset, lang), who].filter(Boolean).join(', '),
            why: correctionReasonNames[correctedBy.reason][lang],
            text: correctedBy.text,
          })}
        </p>
      )}
      {!correctedBy && corrects && (
        <p>
          {correctionReasonNames[corrects.reason][lang]}: {corrects.text}
        </p>
      )}
    </div>
  )
}
