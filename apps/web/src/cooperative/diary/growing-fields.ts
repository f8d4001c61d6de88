import { detailLabels } from '@nguon/locale'
import type { GrowingType } from '../recording/build-growing.ts'
import type { InputKind } from '../recording/use-supply.ts'

type TextName = 'method' | 'dose' | 'dilution' | 'targetPest' | 'equipment' | 'water' | 'variety'
type NumberName = 'preHarvestIntervalDays' | 'areaM2'

export interface GrowingFields {
  /** What the work uses up. */
  readonly inputs: readonly InputKind[]
  readonly texts: readonly TextName[]
  readonly numbers: readonly NumberName[]
  /** Folded away. */
  readonly moreTexts: readonly TextName[]
  /** May begin a season on a plot where something stands. */
  readonly begins: boolean
}

const planting: GrowingFields = {
  inputs: ['seed'],
  texts: ['variety'],
  numbers: ['areaM2'],
  moreTexts: ['method'],
  begins: true,
}

/** What the form of each field activity asks for, after the tables of the VietGAP diary. */
export const growingFields: Record<GrowingType, GrowingFields> = {
  irrigating: { inputs: [], texts: ['method'], numbers: [], moreTexts: [], begins: false },
  weeding: { inputs: [], texts: ['method'], numbers: [], moreTexts: [], begins: false },
  soil_preparation: {
    inputs: ['fertiliser', 'other'],
    texts: ['method'],
    numbers: [],
    moreTexts: [],
    begins: true,
  },
  sowing: planting,
  planting,
  transplanting: planting,
  fertilising: { inputs: ['fertiliser'], texts: ['dose'], numbers: [], moreTexts: ['method'], begins: false },
  spraying: {
    inputs: ['pesticide'],
    texts: ['targetPest', 'dilution'],
    numbers: ['preHarvestIntervalDays'],
    moreTexts: ['equipment', 'water', 'dose'],
    begins: false,
  },
}

export const labelOf = (name: TextName | NumberName) => detailLabels[name]

export const textNames = [
  'method',
  'dose',
  'dilution',
  'targetPest',
  'equipment',
  'water',
  'variety',
] as const
export const numberNames = ['preHarvestIntervalDays', 'areaM2'] as const
