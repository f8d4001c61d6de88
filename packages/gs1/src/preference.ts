/** One range of an `Accept` or `Accept-Language` header, in lower case. */
export interface Range {
  readonly range: string
  /** 0 to 1; 0 refuses. */
  readonly quality: number
}

/** The ranges of a header, in its order; what is no range is left out. No header accepts everything. */
export function rangesOf(header: string): Range[] {
  return header
    .slice(0, 2000)
    .split(',')
    .flatMap((part) => {
      const [range = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
      if (!/^[\w*+./-]+$/.test(range)) return []
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
      const quality = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0
      return [{ range, quality }]
    })
}

/** What the most exact range that matches says; `otherwise` when none does. */
function qualityBy(ranges: readonly Range[], exactness: (range: string) => number): number | undefined {
  const matching = ranges
    .map(({ range, quality }) => ({ quality, exact: exactness(range) }))
    .filter(({ exact }) => exact > 0)
  return matching.sort((a, b) => b.exact - a.exact)[0]?.quality
}

/** How welcome a media type is (RFC 9110 12.5.1). One that is not known is as welcome as anything. */
export function qualityOfType(ranges: readonly Range[], type: string | undefined): number {
  if (ranges.length === 0) return 1
  const [family] = (type ?? '').split('/')
  const exactness = (range: string) =>
    range === type?.toLowerCase() ? 3 : range === `${family}/*` ? 2 : range === '*/*' || !type ? 1 : 0
  return qualityBy(ranges, exactness) ?? 0
}

/**
 * How welcome the most welcome of some languages is (RFC 4647): `vi` asks for `vi-VN` as well, and `vi-VN` is content with `vi`.
 * A target that names none is a little more welcome than one in languages nobody asked for.
 */
export function qualityOfLanguage(
  ranges: readonly Range[],
  languages: readonly string[] | undefined,
): number {
  if (ranges.length === 0) return 1
  if (!languages || languages.length === 0) return 0.0001
  const of = (language: string): number => {
    const tag = language.toLowerCase()
    const exactness = (range: string) => {
      if (range === tag) return 4
      if (tag.startsWith(`${range}-`)) return 3
      return range.startsWith(`${tag}-`) ? 2 : range === '*' ? 1 : 0
    }
    return qualityBy(ranges, exactness) ?? 0
  }
  return Math.max(...languages.map(of))
}
