import type { FindingView } from '@nguon/contract'
import type { FindingCode } from '@nguon/domain'
import { formatDay, inspectionTexts, inspectorTexts, permitNames } from '@nguon/locale'
import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { Link } from 'wouter'
import { dayOfStep, nameOfStep } from '../history/step-words.ts'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import type { ReadChain } from './chain-view.ts'
import { findingNames } from './finding-names.ts'

const SHOWN = 5

/** What the checks noticed in a chain, warnings first, each with where; and what an inspector permitted. */
export function Checks({ read }: { read: ReadChain }) {
  const t = inspectorTexts(useLang())
  const { findings } = read.chain
  const codes = [...new Set(findings.map(({ code }) => code))]
  const permits = permitsOf(read)
  return (
    <section className="card checks">
      <h2>{t.checks}</h2>
      {codes.length === 0 && permits.length === 0 && (
        <p className="check">
          <CircleCheck aria-hidden /> <span>{t.noChecks}</span>
        </p>
      )}
      <ul>
        {codes.map((code) => (
          <Check
            key={code}
            code={code}
            findings={findings.filter((each) => each.code === code)}
            read={read}
          />
        ))}
        {permits.map(({ key, rule, reason, day }) => (
          <Permitted key={key} rule={rule} reason={reason} day={day} />
        ))}
      </ul>
    </section>
  )
}

interface CheckProps {
  readonly code: FindingCode
  readonly findings: readonly FindingView[]
  readonly read: ReadChain
}

function Check({ code, findings, read }: CheckProps) {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const { name, meaning } = findingNames[code]
  const isWarning = findings.some(({ severity }) => severity === 'warning')
  const Icon = isWarning ? TriangleAlert : Info
  return (
    <li className={isWarning ? 'check warning' : 'check'}>
      <Icon aria-hidden />
      <div>
        <b>
          {name[lang]} ({findings.length})
        </b>
        <p className="small">{meaning[lang]}</p>
        <ul className="small soft">
          {findings.slice(0, SHOWN).map((finding) => (
            <Where
              key={`${finding.eventId} ${finding.batchId} ${finding.certificateId}`}
              {...{ finding, read }}
            />
          ))}
          {findings.length > SHOWN && <li>{t.moreFindings({ count: findings.length - SHOWN })}</li>}
        </ul>
      </div>
    </li>
  )
}

function Where({ finding: { eventId, batchId, code }, read }: { finding: FindingView; read: ReadChain }) {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const step = read.chain.steps.find((each) => each.eventId === eventId)
  const batch = read.chain.batches.find(({ id }) => id === batchId)
  const reason = code === 'LATE_ENTRY' || code === 'LOSS_OUT_OF_PROFILE' ? step?.reasons?.[code] : undefined
  if (!step && !batch) return null
  return (
    <li>
      {step && t.notedIn({ what: nameOfStep(step, lang), day: formatDay(dayOfStep(step), lang) })}
      {reason && `: ${reason}`}
      {batch && (
        <Link className="link" href={paths.chain(batch.id)}>
          {batch.productName} {batch.lot}
        </Link>
      )}
    </li>
  )
}

interface Permit {
  readonly key: string
  readonly rule: keyof typeof permitNames
  readonly reason: string
  readonly day: string
}

/** What inspections of the chain let happen although a rule forbids it. */
function permitsOf({ chain }: ReadChain): Permit[] {
  const inspections = chain.steps.filter(({ type, correctedBy }) => type === 'inspection' && !correctedBy)
  return inspections.flatMap((step) => {
    const permits = (step.details.permits ?? []) as { rule: Permit['rule']; reason: string }[]
    return permits.map(({ rule, reason }, index) => {
      return { key: `${step.eventId} ${index}`, rule, reason, day: dayOfStep(step) }
    })
  })
}

function Permitted({ rule, reason, day }: Omit<Permit, 'key'>) {
  const lang = useLang()
  return (
    <li className="check">
      <Info aria-hidden />
      <div>
        <b>{permitNames[rule][lang]}</b>
        <p className="small">
          {inspectionTexts(lang).permitReason}: {reason} ({formatDay(day, lang)})
        </p>
      </div>
    </li>
  )
}
