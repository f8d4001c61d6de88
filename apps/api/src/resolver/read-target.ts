import { type Address, buildPath, type DigitalLink, Gs1Error, parseDigitalLink, parsePath } from '@nguon/gs1'

/** What the raw target of a request names. */
export type Target =
  | { readonly kind: 'code'; readonly path: string }
  /** A product without lot or serial. */
  | { readonly kind: 'product'; readonly gtin: string; readonly path: string }
  /** A right Digital Link of a key that we issue nothing under. */
  | { readonly kind: 'foreign'; readonly path: string }
  | { readonly kind: 'malformed'; readonly path: string }

/**
 * Reads a target before anything decodes it: `%2F` in a lot is no separator. A slash at its end is dropped. Qualifiers that we do
 * not issue (AI 22, 235) are passed over on the way up to what we know.
 *
 * @param target path and query as they came
 */
export function readTarget(target: string): Target {
  const [path = '/', ...queries] = target.split('?')
  const query = queries.join('?')
  const own = parsePath(path)
  if (own && (own.kind === 'own' || !hasElements(query))) return { kind: 'code', path: buildPath(own) }
  try {
    return targetOf(parseDigitalLink(query === '' ? trimmed(path) : `${trimmed(path)}?${query}`), path)
  } catch (error) {
    if (!(error instanceof Gs1Error)) throw error
    return { kind: 'malformed', path: own ? buildPath(own) : path }
  }
}

/** Whether a parameter may be an application identifier: those must be right as well. */
const hasElements = (query: string): boolean => /(^|&)\d+=/.test(query)

const trimmed = (path: string): string => path.replace(/\/$/, '')

function targetOf({ stem, key, qualifiers }: DigitalLink, path: string): Target {
  if (key.ai !== '01' || stem !== '') return { kind: 'foreign', path }
  const gtin = key.value
  const valueUnder = (ai: string) => qualifiers.find((qualifier) => qualifier.ai === ai)?.value.toUpperCase()
  const [lot, serial] = [valueUnder('10'), valueUnder('21')]
  const address: Address | undefined =
    serial !== undefined
      ? { kind: 'package', gtin, serial, ...(lot === undefined ? {} : { lot }) }
      : lot === undefined
        ? undefined
        : { kind: 'batch', gtin, lot }
  return address ? { kind: 'code', path: buildPath(address) } : { kind: 'product', gtin, path: `/01/${gtin}` }
}
