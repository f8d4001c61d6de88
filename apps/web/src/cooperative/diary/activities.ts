import type { BatchKind, EventType } from '@nguon/domain'
import { type GrowingType, growingTypes } from '../recording/build-growing.ts'
import { type TransformationType, transformationTypes } from '../recording/build-transformation.ts'

const isOneOf =
  <T extends string>(types: readonly T[]) =>
  (type: string): type is T =>
    (types as readonly string[]).includes(type)

export const isGrowing: (type: string) => type is GrowingType = isOneOf(growingTypes)
export const isTransformation: (type: string) => type is TransformationType = isOneOf(transformationTypes)
export const isStock: (type: string) => type is 'input_received' | 'opening_stock' = isOneOf([
  'input_received',
  'opening_stock',
])

/** What can be recorded, as people group it. */
export const groups = {
  onField: [
    'irrigating',
    'fertilising',
    'spraying',
    'weeding',
    'soil_preparation',
    'sowing',
    'planting',
    'transplanting',
    'harvest',
  ],
  afterHarvest: ['grading', 'drying', 'processing', 'packing'],
  inStore: ['input_received', 'dispatch', 'opening_stock'],
} as const satisfies Record<string, readonly EventType[]>

export type Group = keyof typeof groups

/** What can be done with a batch of that kind; everything when no batch is meant. */
export function activitiesFor(group: Group, kind: BatchKind | undefined): readonly EventType[] {
  if (kind === undefined) return groups[group]
  if (kind === 'crop') return group === 'onField' ? groups.onField : []
  if (kind === 'input')
    return group === 'onField' ? growingTypes : group === 'afterHarvest' ? ['packing'] : []
  return group === 'afterHarvest' ? groups.afterHarvest : group === 'inStore' ? ['dispatch'] : []
}
