import type { Text } from './define-texts.ts'

export interface UnitText extends Text {
  /** English where there is more or less than one. */
  readonly enMany: string
}

const symbol = (text: string): UnitText => ({ vi: text, en: text, enMany: text })
const piece = (vi: string, en: string, enMany = `${en}s`): UnitText => ({ vi, en, enMany })

/** How a unit of measure is written behind a number. The keys are the unit codes of quantities. */
export const unitTexts = {
  g: symbol('g'),
  kg: symbol('kg'),
  yến: piece('yến', 'yến (10 kg)', 'yến (10 kg)'),
  tạ: piece('tạ', 'quintal (100 kg)', 'quintals (100 kg)'),
  tấn: piece('tấn', 'tonne'),
  ml: symbol('ml'),
  lít: piece('lít', 'litre'),
  hộp: piece('hộp', 'box', 'boxes'),
  túi: piece('túi', 'bag'),
  gói: piece('gói', 'packet'),
  quả: piece('quả', 'fruit', 'fruits'),
  hạt: piece('hạt', 'seed'),
  cây: piece('cây', 'plant'),
  củ: piece('củ', 'tuber'),
  bó: piece('bó', 'bunch', 'bunches'),
  bao: piece('bao', 'sack'),
  chai: piece('chai', 'bottle'),
  lọ: piece('lọ', 'jar'),
  can: piece('can', 'jerrycan'),
  bình: piece('bình', 'canister'),
  thùng: piece('thùng', 'crate'),
  khay: piece('khay', 'tray'),
  con: piece('con', 'animal'),
  cái: piece('cái', 'piece'),
} as const satisfies Record<string, UnitText>

export type UnitCode = keyof typeof unitTexts
