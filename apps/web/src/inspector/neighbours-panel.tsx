import type { Neighbour } from '@nguon/contract'
import { dayOf } from '@nguon/domain'
import {
  balanceTexts,
  eventNames,
  formatDay,
  formatQuantity,
  handoverStateNames,
  handoverTexts,
} from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { HandoverLines } from '../cooperative/handovers/handover-lines.tsx'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { EvidenceLinks } from '../ui/evidence-links.tsx'
import { Facts } from '../ui/facts.tsx'
import { neighboursQuery } from './inspector-queries.ts'

/** Who gave a batch and who got it, with papers and quantities. */
export function NeighboursPanel({ batchId }: { batchId: string }) {
  const t = balanceTexts(useLang())
  const { data } = useSuspenseQuery(neighboursQuery(batchId))
  return (
    <>
      <p className="small soft">{t.privateNoted}</p>
      <Side title={t.oneBack} none={t.noneBack} neighbours={data.back} />
      <Side title={t.oneForward} none={t.noneForward} neighbours={data.forward} />
    </>
  )
}

interface SideProps {
  readonly title: string
  readonly none: string
  readonly neighbours: readonly Neighbour[]
}

function Side({ title, none, neighbours }: SideProps) {
  return (
    <section className="section">
      <h2>{title}</h2>
      {neighbours.length === 0 && <p className="soft">{none}</p>}
      {neighbours.map((neighbour) => (
        <OneStep key={neighbour.eventId} neighbour={neighbour} />
      ))}
    </section>
  )
}

function OneStep({ neighbour }: { neighbour: Neighbour }) {
  const lang = useLang()
  const t = balanceTexts(lang)
  const { type, occurredAt, organizationName, quantity, batches, parties = {} } = neighbour
  const day = formatDay(dayOf(occurredAt, '+07:00'), lang)
  const about = [day, organizationName, quantity && formatQuantity(quantity, lang)]
  const evidence = neighbour.evidence.length > 0 && {
    label: handoverTexts(lang).papers,
    value: <EvidenceLinks evidence={neighbour.evidence} />,
  }
  const names = ['supplier', 'seller', 'buyer', 'invoice', 'document', 'vehicle'] as const
  return (
    <div className="card">
      <h3>{eventNames[type][lang]}</h3>
      <p className="small">{about.filter(Boolean).join(' · ')}</p>
      {batches.length > 0 && (
        <ul>
          {batches.map((batch) => (
            <li key={batch.batchId}>
              <Link href={paths.chain(batch.batchId)}>
                {batch.productName} {batch.lot}
              </Link>{' '}
              <span className="small soft">
                {[batch.organizationName, batch.quantity && formatQuantity(batch.quantity, lang)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Facts
        facts={[
          ...neighbour.handovers.map(({ receiverName, toPlaceName, state }) => ({
            label: t.receiver,
            value: `${receiverName}, ${toPlaceName}: ${handoverStateNames[state][lang]}`,
          })),
          ...names.flatMap((name) => {
            const value = parties[name]
            return value ? [{ label: t[name], value }] : []
          }),
          evidence,
        ]}
      />
      {neighbour.handovers.map(({ dispatchId, lines }) => (
        <HandoverLines key={dispatchId} lines={lines} />
      ))}
    </div>
  )
}
