import { checkDigit } from './check-digit.ts'
import { canonicalOrigin } from './digital-link.ts'
import { decodePart, encodePart } from './percent.ts'

const checked = (digits: string): string => (/^\d+$/.test(digits) ? `${digits}${checkDigit(digits)}` : '')
const indicatorFirst = (prefix: string, reference: string): string =>
  checked(`${reference.slice(0, 1)}${prefix}${reference.slice(1)}`)
const inOrder = (prefix: string, reference: string): string => checked(`${prefix}${reference}`)

/** How the parts of an EPC become a path; the last part, where there are more than two, is what tells one item from its class. */
interface Scheme {
  readonly parts: number
  readonly path: (prefix: string, reference: string, ...rest: string[]) => string[]
}

/** A level below the key, unless the pattern leaves it open. */
const below = (ai: string, value: string): string[] => (value === '' ? [] : [ai, value])

/** Schemes of pure identity that have a GS1 key (EPC Tag Data Standard 2.3, 6.3). */
export const schemes: Readonly<Record<string, Scheme>> = {
  sgtin: { parts: 3, path: (p, r, serial = '') => ['01', indicatorFirst(p, r), ...below('21', serial)] },
  lgtin: { parts: 3, path: (p, r, lot = '') => ['01', indicatorFirst(p, r), ...below('10', lot)] },
  upui: { parts: 3, path: (p, r, tpx = '') => ['01', indicatorFirst(p, r), ...below('235', tpx)] },
  itip: {
    parts: 5,
    path: (p, r, piece, total, serial = '') => [
      '8006',
      `${indicatorFirst(p, r)}${piece}${total}`,
      ...below('21', serial),
    ],
  },
  sscc: { parts: 2, path: (p, r) => ['00', indicatorFirst(p, r)] },
  // the extension 0 stands for none
  sgln: {
    parts: 3,
    path: (p, r, ext = '') => ['414', inOrder(p, r), ...below('254', ext === '0' ? '' : ext)],
  },
  pgln: { parts: 2, path: (p, r) => ['417', inOrder(p, r)] },
  grai: { parts: 3, path: (p, r, serial = '') => ['8003', `0${inOrder(p, r)}${serial}`] },
  giai: { parts: 2, path: (p, r) => ['8004', `${p}${r}`] },
  gsrn: { parts: 2, path: (p, r) => ['8018', inOrder(p, r)] },
  gsrnp: { parts: 2, path: (p, r) => ['8017', inOrder(p, r)] },
  gdti: { parts: 3, path: (p, r, serial = '') => ['253', `${inOrder(p, r)}${serial}`] },
  sgcn: { parts: 3, path: (p, r, serial = '') => ['255', `${inOrder(p, r)}${serial}`] },
  cpi: { parts: 3, path: (p, r, serial = '') => ['8010', `${p}${r}`, ...below('8011', serial)] },
  ginc: { parts: 2, path: (p, r) => ['401', `${p}${r}`] },
  gsin: { parts: 2, path: (p, r) => ['402', inOrder(p, r)] },
}

/** The Digital Link of an EPC, its class or a pattern that leaves the last part open; undefined when it is none that has one. */
export function linkOfUrn(urn: string): string | undefined {
  const [, kind, name = '', body = ''] = /^urn:epc:(id|class|idpat):([a-z]+):(.+)$/i.exec(urn) ?? []
  const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined
  if (!scheme) return undefined
  const split = body.split('.')
  const raw = [...split.slice(0, scheme.parts - 1), split.slice(scheme.parts - 1).join('.')]
  const isOpen = kind?.toLowerCase() === 'idpat' && scheme.parts > 2 && raw.at(-1) === '*'
  const parts = raw.map((part) => decodePart(part))
  if (isOpen) parts[scheme.parts - 1] = ''
  if (split.length < scheme.parts || parts.includes(undefined)) return undefined
  const [prefix = '', reference = '', ...rest] = parts as string[]
  const path = scheme.path(prefix, reference, ...rest)
  return `${canonicalOrigin}/${path.map(encodePart).join('/')}`
}
