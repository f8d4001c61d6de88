import type { Chain, Step, Trace } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { useSearchParams } from 'wouter'

/** The ways to look at a chain, and how each is called in the address. */
const tabs = {
  timeline: '',
  table: 'bang',
  batches: 'lo',
  balance: 'can-doi',
  neighbours: 'truoc-sau',
} as const
const directions = { both: '', back: 'nguoc', forward: 'xuoi' } as const
const filters = {
  every: '',
  own: 'lo-nay',
  noticed: 'luu-y',
  late: 'ghi-bo-sung',
  corrections: 'dinh-chinh',
} as const

export type Tab = keyof typeof tabs
export type Direction = keyof typeof directions
export type StepFilter = keyof typeof filters

export const tabNames = Object.keys(tabs) as Tab[]
export const directionNames = Object.keys(directions) as Direction[]
export const filterNames = Object.keys(filters) as StepFilter[]

/** What is looked at, as it stands in the address. */
export interface ChainView {
  readonly tab: Tab
  readonly direction: Direction
  readonly filter: StepFilter
}

const named = <K extends string>(names: Record<K, string>, value: string | null): K | undefined =>
  (Object.keys(names) as K[]).find((key) => names[key] === (value ?? ''))

/** What of the chain is shown, and how to change it. */
export function useChainView(): { view: ChainView; look: (next: Partial<ChainView>) => void } {
  const [search, setSearch] = useSearchParams()
  const view: ChainView = {
    tab: named(tabs, search.get('xem')) ?? 'timeline',
    direction: named(directions, search.get('chieu')) ?? 'both',
    filter: named(filters, search.get('loc')) ?? 'every',
  }
  const look = (next: Partial<ChainView>) => {
    const { tab, direction, filter } = { ...view, ...next }
    const query = { xem: tabs[tab], chieu: directions[direction], loc: filters[filter] }
    setSearch(Object.fromEntries(Object.entries(query).filter(([, value]) => value)), { replace: true })
  }
  return { view, look }
}

/** A chain with what is before and after the batch that was asked for. */
export interface ReadChain {
  readonly batchId: Id
  readonly chain: Chain
  readonly back: Trace
  readonly forward: Trace
}

/** The steps in a direction, oldest first: of the batch itself and of what went into it, or of what it went into. */
export function stepsIn({ batchId, chain, back, forward }: ReadChain, direction: Direction): Step[] {
  const walked = { back, forward }
  if (direction === 'both') return chain.steps
  const events = new Set(walked[direction].events)
  const isOwn = (step: Step) => step.items.some((item) => item.batchId === batchId)
  return chain.steps.filter((step) => events.has(step.eventId) || isOwn(step))
}

/** The steps that a filter lets through. */
export function filtered(steps: readonly Step[], filter: StepFilter, { batchId, chain }: ReadChain): Step[] {
  const noticed = new Set(chain.findings.flatMap(({ eventId }) => eventId ?? []))
  const shows: Record<StepFilter, (step: Step) => boolean> = {
    every: () => true,
    own: ({ items }) => items.some((item) => item.batchId === batchId),
    noticed: ({ eventId }) => noticed.has(eventId),
    late: ({ marks }) => marks.includes('LATE_ENTRY'),
    corrections: ({ corrects, correctedBy }) => Boolean(corrects ?? correctedBy),
  }
  return steps.filter(shows[filter])
}
