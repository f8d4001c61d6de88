import { logFiles, type Step, type StepItem } from '@nguon/contract'
import { dayOf } from '@nguon/domain'
import { batchTexts, formatDay, formatInstant, markTexts } from '@nguon/locale'
import { useLang } from '../lang.tsx'
import { Facts } from '../ui/facts.tsx'
import { detailsOf, nameOfStep, whenOf, whereOf, wordsOfItem } from './step-words.ts'
import './history.css'

interface StepCardProps {
  readonly step: Step
  readonly showOrganization?: boolean
  /** Who corrected it, where that is known. */
  readonly correctedByName?: string | undefined
}

/** One event with everything that is known of it: both dates, amounts, marks, and whether it was corrected. */
export function StepCard({ step, showOrganization = false, correctedByName }: StepCardProps) {
  const lang = useLang()
  const where = [whereOf(step), step.placeAddress?.[lang]].filter(Boolean).join(', ')
  const name = nameOfStep(step, lang)
  return (
    <article className={step.correctedBy ? 'step corrected' : 'step'}>
      <header>
        <h3>{step.correctedBy ? <s>{name}</s> : name}</h3>
        <p className="small">
          <Dates step={step} />
        </p>
        {where && <p className="small soft">{where}</p>}
        {showOrganization && <p className="small soft">{step.organizationName}</p>}
      </header>
      <Correction step={step} by={correctedByName} />
      <Marks step={step} />
      <Items items={step.items} struck={Boolean(step.correctedBy)} />
      <Details step={step} />
      <Receipt step={step} />
    </article>
  )
}

/** That the entry is in the log, to keep; there from about a second after it was recorded. */
function Receipt({ step: { eventId } }: { step: Step }) {
  const t = batchTexts(useLang())
  return (
    <p className="small">
      <a className="link" href={logFiles.getReceipt.path.replace(':id', eventId)} download>
        {t.receipt}
      </a>
    </p>
  )
}

function Dates({ step }: { step: Step }) {
  const lang = useLang()
  const t = batchTexts(lang)
  const { endedAt, utcOffset, recordedAt } = step
  const began = whenOf(step, lang)
  const happened = endedAt
    ? t.tookDays({ from: began, to: formatDay(dayOf(endedAt, utcOffset), lang) })
    : began
  return (
    <>
      <time dateTime={step.occurredAt}>{happened}</time>
      <span className="soft"> · {t.recordedAt({ at: formatInstant(recordedAt, utcOffset, lang) })}</span>
    </>
  )
}

function Correction({ step, by }: { step: Step; by: string | undefined }) {
  const lang = useLang()
  const t = batchTexts(lang)
  const { correctedBy, corrects, utcOffset } = step
  const text = correctedBy?.text ?? corrects?.text
  if (text === undefined) return null
  return (
    <p className="small">
      {correctedBy && <span className="chip amber">{t.corrected}</span>}{' '}
      {correctedBy && `${[formatInstant(correctedBy.at, utcOffset, lang), by].filter(Boolean).join(', ')}. `}
      {t.correctedBecause({ text })}
    </p>
  )
}

function Marks({ step: { marks } }: { step: Step }) {
  const lang = useLang()
  if (marks.length === 0) return null
  return (
    <ul className="chips">
      {marks.map((mark) => (
        <li
          key={mark}
          className={mark === 'IMPORTED' ? 'chip' : 'chip amber'}
          title={markTexts[mark].meaning[lang]}
        >
          {markTexts[mark].name[lang]}
        </li>
      ))}
    </ul>
  )
}

/** What people call the part that batches had: work on a crop makes nothing, it is done to it. */
function partsOf(items: readonly StepItem[]) {
  const those = (role: StepItem['role']) => items.filter((item) => item.role === role)
  const [used, made, about] = [those('in'), those('out'), those('about')]
  const isOnCrop = made.some(({ kind }) => kind === 'crop')
  return [
    { label: isOnCrop ? 'with' : 'from', those: used },
    { label: isOnCrop ? 'crops' : used.length > 0 ? 'into' : 'lots', those: made },
    { label: 'about', those: about },
  ] as const
}

function Items({ items, struck }: { items: readonly StepItem[]; struck: boolean }) {
  const lang = useLang()
  const t = batchTexts(lang)
  return (
    <dl className="step-items">
      {partsOf(items)
        .filter(({ those }) => those.length > 0)
        .map(({ label, those }) => (
          <div key={label}>
            <dt className="soft">{t[label]}</dt>
            {those.map((item) => (
              <dd key={item.batchId}>
                {struck ? <s>{wordsOfItem(item, lang)}</s> : wordsOfItem(item, lang)}
              </dd>
            ))}
          </div>
        ))}
    </dl>
  )
}

function Details({ step }: { step: Step }) {
  const lang = useLang()
  const t = batchTexts(lang)
  const { actorName, evidence, isErased, reasons } = step
  const facts = [
    ...detailsOf(step, lang),
    ...(reasons?.LATE_ENTRY ? [{ label: t.reasonLate, value: reasons.LATE_ENTRY }] : []),
    ...(reasons?.LOSS_OUT_OF_PROFILE ? [{ label: t.reasonLoss, value: reasons.LOSS_OUT_OF_PROFILE }] : []),
  ]
  const asides = [
    actorName ? t.by({ name: actorName }) : '',
    isErased ? t.erased : '',
    evidence.length > 0 ? t.photos({ count: evidence.length }) : '',
  ]
  const aside = asides.filter(Boolean).join(' · ')
  return (
    <>
      {facts.length > 0 && <Facts facts={facts} />}
      {aside && <p className="small soft">{aside}</p>}
    </>
  )
}
