import { type Id, type RecallList, recallLists } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { type Drill, drillRecall } from '../recalls/drill-recall.ts'
import { namesOf, resolveBatch } from './find-reference.ts'

/** A line of a list as a person reads it. */
interface ToldLine {
  readonly batch: string
  readonly product: string
  readonly holder: string
  readonly quantity?: string
  readonly standing?: string
  readonly to?: string
  readonly phone?: string
}

/** A drill with everything called by its name. */
export interface ToldDrill {
  readonly start: readonly string[]
  readonly batches: number
  readonly lists: Record<RecallList, readonly ToldLine[]>
  readonly totals: Record<RecallList, readonly string[]>
  readonly seconds: number
  readonly complete: true
}

/** A drill from a batch (an id, or a name that a file gave) or, as `lot:NUMBER`, from a supplier's lot. Its result is kept. */
export async function drillReferences(db: DataSource, reference: string): Promise<ToldDrill> {
  const number = /^lot:(.+)$/.exec(reference)?.[1]
  const start = number ? { lot: { number } } : { batchIds: [await resolveBatch(db.manager, reference)] }
  return tellDrill(db, await drillRecall(db, start, () => new Date()))
}

async function tellDrill(db: DataSource, { plan, seconds }: Drill): Promise<ToldDrill> {
  const names = await namesOf(
    db.manager,
    plan.batches.map(({ id }) => id),
  )
  const reached = new Map(plan.batches.map((batch) => [batch.id, batch]))
  const measured = ({ value, unit }: { value: string; unit: string }) => `${value} ${unit}`
  /** A batch that no file named, as the crops of a diary, goes by its lot. */
  const calledBy = (id: Id): string => {
    const name = names.get(id) ?? id
    return name === id ? (reached.get(id)?.lot ?? id) : name
  }
  const lineOf = (line: (typeof plan.lists)[RecallList][number]): ToldLine => {
    const batch = reached.get(line.batchId)
    const { quantity, standing, to } = line
    return {
      batch: calledBy(line.batchId),
      product: batch?.productName ?? '',
      holder: batch?.organizationName ?? '',
      ...(quantity ? { quantity: measured(quantity) } : {}),
      ...(standing ? { standing } : {}),
      ...(to ? { to: [to.name, to.placeName].filter(Boolean).join(', ') } : {}),
      ...(to?.phone ? { phone: to.phone } : {}),
    }
  }
  const each = <T>(of: (list: RecallList) => T) =>
    Object.fromEntries(recallLists.map((list) => [list, of(list)])) as Record<RecallList, T>
  return {
    start: plan.startIds.map((id) => names.get(id) ?? id),
    batches: plan.batches.length,
    lists: each((list) => plan.lists[list].map(lineOf).sort((a, b) => (a.batch < b.batch ? -1 : 1))),
    totals: each((list) => plan.totals[list].map(measured)),
    seconds,
    complete: true,
  }
}

/** A drill as lines of text. */
export function linesOfDrill({ start, batches, lists, totals, seconds }: ToldDrill): string[] {
  return [
    `start: ${start.join(' ')}`,
    `batches: ${batches}`,
    ...recallLists.flatMap((list) => [
      `${list}: ${lists[list].length}${totals[list].length > 0 ? ` (${totals[list].join(', ')})` : ''}`,
      ...lists[list].map((line) => `  ${wordsOf(line)}`),
    ]),
    `complete, in ${seconds} s`,
  ]
}

const wordsOf = ({ batch, product, holder, quantity, standing, to, phone }: ToldLine): string =>
  [
    [batch, product, quantity].filter(Boolean).join(' · '),
    holder,
    ...(to ? [`→ ${to}${phone ? ` (${phone})` : ''}`] : []),
    ...(standing ? [standing.replaceAll('_', ' ')] : []),
  ].join(' | ')
