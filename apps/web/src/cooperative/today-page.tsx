import type { BatchSummary, Step } from '@nguon/contract'
import { batchTexts, formatDay } from '@nguon/locale'
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import {
  Archive,
  Box,
  ChevronRight,
  Droplet,
  Ellipsis,
  Leaf,
  PackagePlus,
  RefreshCw,
  ScanLine,
  ShoppingBasket,
  SprayCan,
} from 'lucide-react'
import { Link } from 'wouter'
import { sayDay } from '../history/say-day.ts'
import { dayOfStep, lineOfStep, nameOfStep, whereOf } from '../history/step-words.ts'
import { useLang, useTexts } from '../lang.tsx'
import { UnsentNotice } from '../outbox/unsent-notice.tsx'
import { paths } from '../paths.ts'
import { batchesQuery, stepsQuery } from '../queries.ts'
import { Alerts } from '../recalls/alerts.tsx'
import { ScanAlertNotice } from '../scan-alerts/scan-alert-notice.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { BatchRow } from './batch-row.tsx'
import { WaitingNotice } from './handovers/waiting-notice.tsx'
import { useOrganization } from './organization.tsx'
import { growingTypes } from './recording/build-growing.ts'
import { offsetHere, todayAt } from './recording/when.ts'

/** What one opens in the morning: record what was done, register a batch, see what is in stock. */
export function TodayPage() {
  const lang = useLang()
  const t = batchTexts(lang)
  const { id, name } = useOrganization()
  const { data: steps } = useSuspenseQuery(stepsQuery(20))
  const { data: batches } = useSuspenseInfiniteQuery(batchesQuery({}, 100))
  const stock = batches.pages.flatMap((page) => page.items).filter(isInStock)
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'long' }).format()
  const date = `${weekday}, ${formatDay(todayAt(new Date(), offsetHere()), lang)}`
  return (
    <Page title={t.hello} below={`${date} · ${name}`} width="wide">
      <UnsentNotice />
      <Alerts organizationId={id} />
      <WaitingNotice />
      <ScanAlertNotice home={paths.today(id)} />
      <div className="columns">
        <div>
          <Again steps={steps.items} />
          <Tiles />
          <Link className="banner" href={paths.register(id)}>
            <span className="icon">
              <Archive aria-hidden />
            </span>
            <span>
              <b>{t.registerBatch}</b>
              <small>{t.registerHint}</small>
            </span>
            <ChevronRight aria-hidden />
          </Link>
          <div className="buttons pair">
            <Link className="button" href={paths.record(id, 'input_received')}>
              <PackagePlus size={22} aria-hidden /> {t.receiveInputs}
            </Link>
            <a className="button" href={paths.scan}>
              <ScanLine size={22} aria-hidden /> {t.scanCode}
            </a>
          </div>
        </div>
        <div>
          <Stock batches={stock} />
          <Latest steps={steps.items} />
        </div>
      </div>
    </Page>
  )
}

const isInStock = ({ kind, balance }: BatchSummary): boolean =>
  kind !== 'input' && kind !== 'crop' && balance !== undefined && balance.value !== '0'

/** The last work on the field, one tap away from being recorded again. */
function Again({ steps }: { steps: readonly Step[] }) {
  const lang = useLang()
  const t = batchTexts(lang)
  const { id } = useOrganization()
  const types: readonly string[] = growingTypes
  const last = steps.find((step) => types.includes(step.type) && !step.correctedBy)
  if (!last) return null
  const when = sayDay(dayOfStep(last), lang)
  return (
    <Link className="list banner-again" href={paths.record(id, last.type, { nhu: last.eventId })}>
      <span className="row with-icon">
        <RefreshCw aria-hidden />
        <span>
          <b>{t.again({ what: nameOfStep(last, lang) })}</b>
          <small>{t.againHint({ where: whereOf(last), when })}</small>
        </span>
        <ChevronRight aria-hidden />
      </span>
    </Link>
  )
}

function Tiles() {
  const t = useTexts(batchTexts)
  const { id } = useOrganization()
  const tiles = [
    { href: paths.record(id, 'irrigating'), label: t.irrigate, Icon: Droplet },
    { href: paths.record(id, 'fertilising'), label: t.fertilise, Icon: Leaf },
    { href: paths.record(id, 'spraying'), label: t.spray, Icon: SprayCan },
    { href: paths.register(id), label: t.harvest, Icon: ShoppingBasket },
    { href: paths.record(id, 'packing'), label: t.pack, Icon: Box },
    { href: paths.record(id), label: t.otherWork, Icon: Ellipsis },
  ]
  return (
    <nav aria-label={t.tiles}>
      <ul className="tiles">
        {tiles.map(({ href, label, Icon }) => (
          <li key={label}>
            <Link className="tile" href={href}>
              <Icon size={30} strokeWidth={1.75} aria-hidden /> {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Stock({ batches }: { batches: readonly BatchSummary[] }) {
  const t = useTexts(batchTexts)
  const { id } = useOrganization()
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t.openBatches}</h2>
        {batches.length > 0 && <Link href={paths.batches(id)}>{t.all}</Link>}
      </div>
      {batches.length === 0 ? (
        <Empty title={t.noBatches} />
      ) : (
        <ul className="list">
          {batches.slice(0, 4).map((batch) => (
            <li key={batch.id}>
              <BatchRow batch={batch} href={paths.batch(id, batch.id)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Latest({ steps }: { steps: readonly Step[] }) {
  const lang = useLang()
  const t = batchTexts(lang)
  return (
    <section className="section">
      <h2>{t.latest}</h2>
      {steps.length === 0 ? (
        <Empty title={t.noDiary} />
      ) : (
        <ul className="list">
          {steps.slice(0, 5).map((step) => (
            <li key={step.eventId} className="row">
              <span>
                {nameOfStep(step, lang)}
                {whereOf(step) && ` · ${whereOf(step)}`}
                <small>
                  {[sayDay(dayOfStep(step), lang), lineOfStep(step, lang)].filter(Boolean).join(' · ')}
                </small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
