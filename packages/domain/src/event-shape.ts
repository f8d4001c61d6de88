import type { EventType } from './event-details.ts'

/** As much of an event as its shape is about. */
interface Shaped {
  readonly type: EventType
  readonly occurredAt: string
  readonly endedAt?: string | undefined
  readonly batches: readonly {
    readonly batchId: string
    readonly role: 'in' | 'out' | 'about'
    readonly units?: number | undefined
    readonly creates?: { readonly kind: string; readonly plots?: readonly string[] | undefined } | undefined
  }[]
  readonly corrects?: { readonly reason: string; readonly replacedBy?: string | undefined } | undefined
}

type Many = 'none' | 'one' | 'some' | 'any'
interface Shape {
  readonly in: Many
  readonly out: Many
  readonly about: Many
}

const gives: Shape = { in: 'none', out: 'some', about: 'none' }
const takes: Shape = { in: 'some', out: 'none', about: 'none' }
const touches: Shape = { in: 'none', out: 'none', about: 'some' }
const grows: Shape = { in: 'any', out: 'one', about: 'none' }
const turns: Shape = { in: 'some', out: 'some', about: 'none' }

/** How many batches an event of each type takes from, gives to and merely touches. */
const shapes: Record<EventType, Shape> = {
  opening_stock: gives,
  input_received: gives,
  purchase: gives,
  soil_preparation: grows,
  weeding: grows,
  irrigating: grows,
  sowing: grows,
  planting: grows,
  transplanting: grows,
  fertilising: grows,
  spraying: grows,
  harvest: turns,
  grading: turns,
  drying: turns,
  processing: turns,
  merge: { in: 'some', out: 'one', about: 'none' },
  split: { in: 'one', out: 'some', about: 'none' },
  packing: turns,
  label_activation: touches,
  dispatch: takes,
  receipt: touches,
  return: { in: 'any', out: 'any', about: 'any' },
  transfer: { in: 'any', out: 'any', about: 'any' },
  stock_count: { in: 'any', out: 'any', about: 'any' },
  lab_test: touches,
  hazard_check: touches,
  waste_collection: touches,
  inspection: touches,
  hold: touches,
  release: touches,
  recall: touches,
  recall_lifted: touches,
  destroy: takes,
  correction: touches,
}

/** Whether the event grows a standing crop: then its `out` is that crop. */
export const growsCrop = (type: EventType): boolean => shapes[type] === grows

export interface Issue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** What is wrong with the shape of an event that its schema cannot say. */
export function issuesOfShape(event: Shaped): Issue[] {
  return [
    ...issuesOfCount(event),
    ...issuesOfItems(event),
    ...issuesOfTime(event),
    ...issuesOfCorrection(event),
  ]
}

function issuesOfCount({ type, batches }: Shaped): Issue[] {
  return (['in', 'out', 'about'] as const).flatMap((role) => {
    const count = batches.filter((item) => item.role === role).length
    const many = shapes[type][role]
    const fits = many === 'any' || (many === 'none' ? count === 0 : many === 'one' ? count === 1 : count > 0)
    return fits ? [] : [{ path: ['batches'], message: `${type} with ${count} × ${role}: expected ${many}` }]
  })
}

function issuesOfItems({ batches }: Shaped): Issue[] {
  const seen = new Map<string, string[]>()
  return batches.flatMap((item, index) => {
    const roles = seen.get(item.batchId) ?? []
    seen.set(item.batchId, [...roles, item.role])
    const path = ['batches', index]
    const issues: Issue[] = []
    if (roles.includes(item.role) || (roles.length > 0 && (item.role === 'about' || roles.includes('about'))))
      issues.push({ path, message: 'a batch stands once, or once in and once out' })
    if (item.creates && item.role !== 'out')
      issues.push({ path: [...path, 'creates'], message: 'only on an out item' })
    if (item.units && item.role !== 'out')
      issues.push({ path: [...path, 'units'], message: 'only on an out item' })
    if (item.creates?.kind === 'crop' && !item.creates.plots)
      issues.push({ path: [...path, 'creates', 'plots'], message: 'a crop stands on at least one plot' })
    return issues
  })
}

function issuesOfTime({ occurredAt, endedAt }: Shaped): Issue[] {
  return endedAt !== undefined && endedAt < occurredAt
    ? [{ path: ['endedAt'], message: 'before occurredAt' }]
    : []
}

function issuesOfCorrection({ type, corrects }: Shaped): Issue[] {
  if (type !== 'correction')
    return corrects ? [{ path: ['corrects'], message: 'only a correction corrects' }] : []
  if (!corrects) return [{ path: ['corrects'], message: 'a correction says which event it corrects' }]
  const replaced = corrects.replacedBy !== undefined
  if (corrects.reason === 'incorrect_data' && !replaced)
    return [{ path: ['corrects', 'replacedBy'], message: 'incorrect data is replaced by a corrective event' }]
  if (corrects.reason === 'did_not_occur' && replaced)
    return [{ path: ['corrects', 'replacedBy'], message: 'what did not occur is not replaced' }]
  return []
}
