import type { HandoverView } from '@nguon/contract'
import { handoverTexts } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { receivedQuery } from '../../queries.ts'
import { BatchRow } from '../batch-row.tsx'
import { useOrganization } from '../organization.tsx'

/** What is left of a delivery that was accepted, each batch leading to what can be done with it; nothing where nothing is left. */
export function UseGoods({ lines }: Pick<HandoverView, 'lines'>) {
  const t = useTexts(handoverTexts)
  const { id } = useOrganization()
  const { data: received = [] } = useQuery(receivedQuery)
  const left = received.filter((batch) => lines.some(({ batchId }) => batchId === batch.id))
  if (left.length === 0) return null
  return (
    <section className="section">
      <h2>{t.goOn}</h2>
      <ul className="list">
        {left.map((batch) => (
          <li key={batch.id}>
            <BatchRow batch={batch} href={paths.record(id, undefined, { lo: batch.id })} />
          </li>
        ))}
      </ul>
    </section>
  )
}
