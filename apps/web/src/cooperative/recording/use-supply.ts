import type { BatchSummary } from '@nguon/contract'
import { BatchKind, type Id, type Product } from '@nguon/domain'
import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { everyBatchQuery, membersQuery, placesQuery, productsQuery, receivedQuery } from '../../queries.ts'
import type { Slots } from './slots.ts'
import { type Target, targetsOf } from './targets.ts'

export interface ProductRow {
  readonly id: Id
  readonly data: Product
}

/** Reads all that the forms choose from at once, so that no form stops to load half-way. */
export function useSupply(): void {
  useSuspenseQueries({ queries: [placesQuery, productsQuery, membersQuery] })
  useSuspenseQueries({ queries: BatchKind.options.map(everyBatchQuery) })
  useSuspenseQuery(receivedQuery)
}

/** Places of field work, for forms to choose from. They stay as the form first showed them; only plots it adds come along. */
export function useTargets(newSeasons: boolean): { targets: Target[] } {
  const { data: places } = useSuspenseQuery(placesQuery)
  const { data: crops } = useSuspenseQuery(everyBatchQuery('crop'))
  const plots = places.items.filter(({ data }) => data.kind === 'plot')
  const now = targetsOf(plots, crops, newSeasons)
  const [first] = useState(now)
  const added = now.filter(({ key, cropId }) => !cropId && !first.some((target) => target.key === key))
  return { targets: [...first, ...added] }
}

export const useProducts = (): readonly ProductRow[] => useSuspenseQuery(productsQuery).data.items

export type InputKind = NonNullable<Product['inputKind']>

/** Input lots of some kinds that have something left, one's own and received ones. */
export function useInputs(kinds: readonly InputKind[]): BatchSummary[] {
  const { data: inputs } = useSuspenseQuery(everyBatchQuery('input'))
  const { data: received } = useSuspenseQuery(receivedQuery)
  const products = useProducts()
  const isOf = (kind: InputKind | undefined) => kind !== undefined && kinds.includes(kind)
  const fits = new Set(products.filter(({ data }) => isOf(data.inputKind)).map(({ id }) => id))
  return [
    ...inputs.filter((lot) => fits.has(lot.productId) && hasLeft(lot)),
    ...received.filter(({ kind, inputKind }) => kind === 'input' && isOf(inputKind)),
  ]
}

/** Lots of produce that have something left, whatever their kind, one's own and received ones. */
export function useGoods(): BatchSummary[] {
  const kinds = ['harvest', 'semi_finished', 'finished'] as const
  const answers = useSuspenseQueries({ queries: kinds.map(everyBatchQuery) })
  const { data: received } = useSuspenseQuery(receivedQuery)
  return [
    ...answers.flatMap(({ data }) => data).filter(hasLeft),
    ...received.filter(({ kind }) => (kinds as readonly BatchKind[]).includes(kind)),
  ]
}

/**
 * Lot numbers in use by others.
 *
 * @param own what the form made up: a lot it recorded already, of which the answer got lost, must not push its own number on
 */
export function useTakenLots(own: Slots): string[] {
  const answers = useSuspenseQueries({ queries: BatchKind.options.map(everyBatchQuery) })
  const ownIds = new Set(Object.values(own.kept()))
  return answers
    .flatMap(({ data }) => data)
    .filter(({ id }) => !ownIds.has(id))
    .map(({ lot }) => lot)
}

const hasLeft = ({ balance }: BatchSummary): boolean => balance !== undefined && balance.value !== '0'
