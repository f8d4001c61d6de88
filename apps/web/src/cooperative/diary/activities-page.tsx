import type { EventType } from '@nguon/domain'
import { diaryTexts, eventNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import {
  Archive,
  Box,
  Droplet,
  Factory,
  Filter,
  Leaf,
  type LucideIcon,
  PackagePlus,
  Scissors,
  ShoppingBasket,
  Shovel,
  SprayCan,
  Sprout,
  Sun,
  TreeDeciduous,
  Truck,
  Wheat,
} from 'lucide-react'
import { Link, useSearchParams } from 'wouter'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { usableBatchQuery } from '../../queries.ts'
import { Page } from '../../ui/page.tsx'
import { BatchWarning } from '../batch-warning.tsx'
import { useOrganization } from '../organization.tsx'
import { activitiesFor, type Group, groups } from './activities.ts'

const icons: Partial<Record<EventType, LucideIcon>> = {
  irrigating: Droplet,
  fertilising: Leaf,
  spraying: SprayCan,
  weeding: Scissors,
  soil_preparation: Shovel,
  sowing: Wheat,
  planting: Sprout,
  transplanting: TreeDeciduous,
  harvest: ShoppingBasket,
  grading: Filter,
  drying: Sun,
  processing: Factory,
  packing: Box,
  input_received: PackagePlus,
  dispatch: Truck,
  opening_stock: Archive,
}

/** Which activity? For a batch that was chosen already, only what can be done with it. */
export function ActivitiesPage() {
  const lang = useLang()
  const t = diaryTexts(lang)
  const [search] = useSearchParams()
  const batchId = search.get('lo')
  if (batchId) return <ForBatch batchId={batchId} />
  return (
    <Page title={t.chooseTitle}>
      <Groups />
    </Page>
  )
}

function ForBatch({ batchId }: { batchId: string }) {
  const t = diaryTexts(useLang())
  const { id } = useOrganization()
  const { data: batch } = useSuspenseQuery(usableBatchQuery(batchId))
  const back = batch.organizationId === id ? paths.batch(id, batchId) : paths.handovers(id)
  return (
    <Page title={t.chooseTitle} below={`${batch.productName} · ${batch.lot}`} back={back}>
      <BatchWarning batch={batch} />
      {(batch.kind === 'crop' || batch.status === 'active') && <Groups batch={batch} />}
    </Page>
  )
}

function Groups({ batch }: { batch?: { id: string; kind: Parameters<typeof activitiesFor>[1] } }) {
  const lang = useLang()
  const t = diaryTexts(lang)
  const { id } = useOrganization()
  const shown = (Object.keys(groups) as Group[])
    .map((group) => ({ group, types: activitiesFor(group, batch?.kind) }))
    .filter(({ types }) => types.length > 0)
  const hrefOf = (type: EventType) => {
    const query = batch ? { lo: batch.id } : {}
    return type === 'harvest' ? paths.register(id, query) : paths.record(id, type, query)
  }
  return shown.map(({ group, types }) => (
    <section key={group} className="section">
      <h2>{t[group]}</h2>
      <ul className="tiles">
        {types.map((type) => {
          const Icon = icons[type] ?? Leaf
          return (
            <li key={type}>
              <Link className="tile" href={hrefOf(type)}>
                <Icon size={30} strokeWidth={1.75} aria-hidden /> {eventNames[type][lang]}
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  ))
}
