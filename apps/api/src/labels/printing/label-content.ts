import type { LabelField } from '@nguon/domain'

/** What stands on every label of a print, frozen with it; what is absent is not printed. */
export interface LabelContent {
  /** Host of the printed address, lower case. */
  readonly domain: string
  readonly product: string
  readonly organization: string
  readonly lot?: string | undefined
  /** Days, `YYYY-MM-DD`. */
  readonly packed?: string | undefined
  readonly harvested?: string | undefined
  readonly useBy?: string | undefined
  readonly hotline?: string | undefined
  /** Printed by a demo: says "MẪU" on every label. */
  readonly isSample: boolean
  /** Whether a PIN stands below a scratch-off field. */
  readonly hasPin: boolean
}

/** A line of a label, most important first; `slot`: it differs from label to label. */
export interface ContentLine {
  readonly text: string
  readonly bold?: boolean
  readonly slot?: 'code' | 'pin'
  /** Left out last: without it no label is printed. */
  readonly isNeeded: boolean
}

/** A code as people compare it: a random one in groups of four, a lot or a number as it is. */
export const grouped = (code: string): string =>
  /^[0-9A-HJKMNP-TV-Z]{12,16}$/.test(code) ? (code.match(/.{1,4}/g) ?? []).join(' ') : code

const day = (iso: string): string => iso.split('-').reverse().join('/')

/**
 * The lines beside the QR, top to bottom. Labels are for shoppers in Vietnam: their words are Vietnamese.
 *
 * @param code as wide as the widest of the print: the place is measured by it
 */
export function linesOf(content: LabelContent, fields: readonly LabelField[], code: string): ContentLine[] {
  const has = (field: LabelField): boolean => fields.includes(field)
  const line = (text: string | undefined, more: Partial<ContentLine> = {}): ContentLine[] =>
    text ? [{ text, isNeeded: false, ...more }] : []
  const { lot, packed, harvested, useBy, hotline } = content
  return [
    ...line(content.isSample ? 'MẪU' : undefined, { bold: true, isNeeded: true }),
    ...line(has('product') ? content.product : undefined, { bold: true }),
    ...line(has('organization') ? content.organization : undefined),
    ...line(lot && `Lô ${lot}`, { isNeeded: true }),
    ...line(has('harvested') && harvested ? `Thu hoạch ${day(harvested)}` : undefined),
    ...line(has('packed') && packed ? `Đóng gói ${day(packed)}` : undefined),
    ...line(has('useBy') && useBy ? `HSD ${day(useBy)}` : undefined),
    ...line(has('hotline') && hotline ? `ĐT ${hotline}` : undefined),
    ...line(code === lot ? undefined : grouped(code), { bold: true, slot: 'code', isNeeded: true }),
    ...line(content.hasPin ? 'PIN 0000 0000' : undefined, { bold: true, slot: 'pin', isNeeded: true }),
    ...line(content.domain, { isNeeded: true }),
  ]
}
