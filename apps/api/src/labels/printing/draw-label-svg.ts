import { outlineOf } from './font-face.ts'
import type { LabelLayout, PlacedText } from './layout-label.ts'
import { eachRun, type QrModules } from './qr-modules.ts'

/** What differs from label to label: the code in groups of four, and its PIN. */
export interface LabelSlots {
  readonly code: string
  readonly pin?: string | undefined
}

/** The text of a place on this label. */
export function textIn({ text, slot }: PlacedText, slots: LabelSlots): string {
  if (!slot) return text
  const whole = slot.name === 'code' ? slots.code : `PIN ${slots.pin ?? ''}`
  return whole.slice(slot.from, slot.to).trim()
}

/** One label as SVG, one unit a millimetre: text as outlines, so it looks the same wherever it is shown. */
export function labelSvg(layout: LabelLayout, code: QrModules, slots: LabelSlots): string {
  const { widthMm, heightMm, qr } = layout
  let path = ''
  eachRun(code, (x, y, length) => {
    path += `M${x} ${y}h${length}v1h-${length}z`
  })
  const place = `translate(${qr.x.toFixed(4)} ${qr.y.toFixed(4)}) scale(${qr.moduleMm.toFixed(6)})`
  return svgOf(
    widthMm,
    heightMm,
    `<path shape-rendering="crispEdges" transform="${place}" d="${path}"/>${textsSvg(layout.texts, slots)}`,
  )
}

/** The texts as outlines. */
export const textsSvg = (texts: readonly PlacedText[], slots: LabelSlots): string =>
  texts.map((text) => outlineOf(textIn(text, slots), text.weight, text.size, text.x, text.y)).join('')

/** A white page of so many millimetres. */
export const svgOf = (widthMm: number, heightMm: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm}mm" viewBox="0 0 ${widthMm} ${heightMm}"><path fill="#fff" d="M0 0h${widthMm}v${heightMm}H0z"/>${content}</svg>`
