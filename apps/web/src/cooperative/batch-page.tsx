import type { BatchDetail, BatchSummary } from '@nguon/contract'
import { dayOf } from '@nguon/domain'
import {
  batchKindNames,
  batchTexts,
  formatDay,
  formatDecimal,
  formatQuantity,
  inspectionTexts,
} from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ExternalLink, OctagonX, PencilLine, Printer } from 'lucide-react'
import { Link } from 'wouter'
import { StepCard } from '../history/step-card.tsx'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { batchQuery, placesQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { Page } from '../ui/page.tsx'
import { BatchWarning } from './batch-warning.tsx'
import { useOrganization } from './organization.tsx'
import { Qr } from './qr.tsx'
import { nameOfPlot } from './recording/targets.ts'
import { offsetHere } from './recording/when.ts'
import { workFor } from './work-for.ts'

/** One batch: what it is, what remains, its code and everything that happened to it. */
export function BatchPage({ batchId }: { batchId: string }) {
  const t = useTexts(batchTexts)
  const { id } = useOrganization()
  const { data } = useSuspenseQuery(batchQuery(batchId))
  const { batch } = data
  return (
    <Page title={batch.productName} below={`${t.lot} ${batch.lot}`} back={paths.batches(id)} width="wide">
      <div className="columns">
        <div>
          <BatchWarning batch={batch} />
          <div className="card">
            <BatchFacts detail={data} />
          </div>
          <Actions batch={batch} />
          <RecallLink batch={batch} />
          {batch.kind !== 'crop' && batch.kind !== 'input' && <Code detail={data} />}
        </div>
        <div>
          <History detail={data} />
        </div>
      </div>
    </Page>
  )
}

function BatchFacts({ detail: { batch, unitsPacked } }: { detail: BatchDetail }) {
  const lang = useLang()
  const t = batchTexts(lang)
  const { data: places } = useSuspenseQuery(placesQuery)
  const plots = places.items.filter((place) => batch.plotIds.includes(place.id)).map(nameOfPlot)
  const { balance, madeAt, useBy } = batch
  return (
    <Facts
      facts={[
        balance && { label: t.left, value: <b className="number">{formatQuantity(balance, lang)}</b> },
        unitsPacked > 0 && {
          label: t.packed,
          value: t.packages({ count: formatDecimal(String(unitsPacked), lang) }),
        },
        { label: t.kind, value: batchKindNames[batch.kind][lang] },
        madeAt !== undefined && {
          label: t.made,
          value: formatDay(dayOf(madeAt, offsetHere(new Date(madeAt))), lang),
        },
        useBy !== undefined && { label: t.useBy, value: formatDay(useBy, lang) },
        plots.length > 0 && { label: t.plots, value: plots.join(', ') },
      ]}
    />
  )
}

/** What to do with it; with goods on hold or recalled, nothing. */
function Actions({ batch }: { batch: BatchSummary }) {
  const t = useTexts(batchTexts)
  const { id } = useOrganization()
  if (batch.kind !== 'crop' && batch.status !== 'active') return null
  const canCarryLabel = batch.kind !== 'crop' && batch.kind !== 'input'
  return (
    <div className={canCarryLabel ? 'buttons pair' : 'buttons'}>
      <Link className="button main" href={workFor(id, batch)}>
        <PencilLine size={22} aria-hidden /> {t.recordForThis}
      </Link>
      {canCarryLabel && (
        <Link className="button" href={paths.print(id, batch.id)}>
          <Printer size={22} aria-hidden /> {t.print}
        </Link>
      )}
    </div>
  )
}

/** Starting a recall is for an admin. */
function RecallLink({ batch }: { batch: BatchSummary }) {
  const t = useTexts(inspectionTexts)
  const { kind } = useSignedIn()
  const { id } = useOrganization()
  if (kind !== 'admin' || batch.status === 'recalled') return null
  const href = paths.newRecall(paths.today(id), { lo: batch.id, buoc: 'pham-vi' })
  return (
    <Link className="button danger" href={href}>
      <OctagonX size={22} aria-hidden /> {t.recall}
    </Link>
  )
}

function Code({ detail: { batch, address, code } }: { detail: BatchDetail }) {
  const t = useTexts(batchTexts)
  return (
    <section className="card qr-card">
      <h2>{t.qr}</h2>
      <Qr batch={batch} />
      <p className="code small">
        {t.code} <b>{code}</b>
        <br />
        <span className="soft">{address}</span>
      </p>
      <a className="button quiet" href={pathOf(address)} target="_blank" rel="noreferrer">
        <ExternalLink size={22} aria-hidden /> {t.publicPage}
      </a>
    </section>
  )
}

/** The trace page on the host we are on: in a trial the printed host may not exist. */
const pathOf = (address: string): string => new URL(address).pathname

function History({ detail: { steps } }: { detail: BatchDetail }) {
  const t = useTexts(batchTexts)
  return (
    <section className="section">
      <h2>{t.history}</h2>
      {steps.length === 0 ? (
        <Empty title={t.noHistory} />
      ) : (
        <ol className="history">
          {steps.map((step) => (
            <li key={step.eventId}>
              <StepCard step={step} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
