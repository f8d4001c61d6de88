import { describe, expect, test } from '@jest/globals'
import { aiTable } from './ai-table.ts'
import { buildDigitalLink, canonicalLink, type Element, isPath, parseLinkSyntax } from './digital-link.ts'
import { linkOfElements } from './link-of-elements.ts'
import { readJson, readSplit, withVectors } from './testing/vectors.ts'

interface ParseCase {
  readonly line: number
  readonly uri: string
  readonly valid: boolean
  readonly ais?: [string, string][]
  readonly requiresOptions?: object
}

const tried = <T>(run: () => T): T | undefined => {
  try {
    return run()
  } catch {
    return undefined
  }
}

withVectors('published addresses', () => {
  const cases = readSplit<{ cases: ParseCase[] }>('dl-parse-vectors').flatMap((set) => set.cases)

  test.each(cases)('$line $uri', ({ uri, valid, ais, requiresOptions }) => {
    const link = tried(() => parseLinkSyntax(uri))
    // older forms, which the syntax dropped, are refused: aliases in letters and GTINs without their zeros
    const expected = valid && !requiresOptions ? ais : undefined
    const elements =
      link && [link.key, ...link.qualifiers, ...link.attributes].map(({ ai, value }) => [ai, value])
    expect(elements).toEqual(expected)
  })

  test('none that is refused is accepted', () => {
    const refused = cases.filter(({ valid, requiresOptions }) => !valid || requiresOptions)
    const accepted = refused.filter(({ uri }) => tried(() => parseLinkSyntax(uri)))
    console.log(`${cases.length} addresses, ${refused.length} to refuse, ${accepted.length} of them accepted`)
    expect(accepted).toEqual([])
  })
})

interface GenerateCase {
  readonly line: number
  readonly stem: string | null
  readonly elementString: string
  readonly ok: boolean
  readonly uri?: string
}

withVectors('published element strings', () => {
  const cases = readSplit<{ cases: GenerateCase[] }>('dl-generate-vectors').flatMap((set) => set.cases)
  const elementsOf = (text: string): Element[] =>
    [...text.matchAll(/\((\d+)\)([^(]*)/g)].map(([, ai = '', value = '']) => ({ ai, value }))

  test.each(cases)('$line $elementString is written as published', ({ stem, elementString, uri }) => {
    const link = tried(() => linkOfElements(elementsOf(elementString), stem ?? undefined))
    expect(link && buildDigitalLink(link)).toBe(uri)
  })
})

withVectors('the paths that keys and qualifiers may form', () => {
  test('are the published ones, and those of a pay-to party with its reference', () => {
    const { validSequences } = readJson<{ validSequences: string[][] }>('digital-link/dl-path-sequences.json')
    const rules = [...aiTable().values()]
    const qualifiers = [...new Set(rules.flatMap((rule) => rule.qualifiers ?? []).flat())]
    const paths: string[][] = [[]]
    for (const path of paths)
      if (path.length < 3)
        paths.push(...qualifiers.filter((ai) => !path.includes(ai)).map((ai) => [...path, ai]))
    const possible = rules.flatMap((rule) =>
      paths.filter((path) => isPath(rule, path)).map((path) => [rule.ai, ...path].join('/')),
    )
    const published = validSequences.map((sequence) => sequence.join('/'))
    expect(possible.toSorted()).toEqual([...published, '415/8020'].toSorted())
  })
})

describe('a Digital Link', () => {
  const gtin = '09520003000025'

  test('keeps what names nothing, undecoded', () => {
    const link = parseLinkSyntax(
      `https://A.vn/shop/vn/01/${gtin}/10/A%2fB?linkType=gs1:pip&17=261231&x=%2F+y&&z#top`,
    )
    expect(link).toEqual({
      origin: 'https://a.vn',
      stem: '/shop/vn',
      key: { ai: '01', value: gtin },
      qualifiers: [{ ai: '10', value: 'A/B' }],
      attributes: [{ ai: '17', value: '261231' }],
      others: ['linkType=gs1:pip', 'x=%2F+y', 'z'],
    })
  })

  test('has one canonical form, wherever it was printed', () => {
    const link = parseLinkSyntax(`http://a.vn/x/01/${gtin}/10/L%31?99=b&utm=1&17=261231`)
    expect(buildDigitalLink(canonicalLink(link))).toBe(`https://id.gs1.org/01/${gtin}/10/L1?17=261231&99=b`)
  })

  test.each<[string, string, string]>([
    ['a target that is a host', `//evil.vn/01/${gtin}`, 'NOT_A_URI'],
    ['a scheme in mixed case', `HtTps://a.vn/01/${gtin}`, 'NOT_A_URI'],
    ['another scheme', `ftp://a.vn/01/${gtin}`, 'NOT_A_URI'],
    ['a letter that is no URI character', `https://a.vn/01/${gtin}/10/dứa`, 'NOT_A_URI'],
    ['a user before the host', `https://b@a.vn/01/${gtin}`, 'NOT_A_URI'],
    ['more than any label holds', `https://a.vn/01/${gtin}?x=${'y'.repeat(5000)}`, 'NOT_A_URI'],
    ['a broken percent sign', `/01/${gtin}/10/%Z1`, 'BAD_ENCODING'],
    ['a hidden zero byte', `/01/${gtin}/10/A%00`, 'BAD_ENCODING'],
    ['a hidden letter', `/01/${gtin}/10/%C3%A9`, 'BAD_ENCODING'],
    ['an alias in letters', `/gtin/${gtin}`, 'NO_PRIMARY_KEY'],
    ['a slash at the end', `/01/${gtin}/`, 'NO_PRIMARY_KEY'],
    ['a decoded slash', `/01/${gtin}/10/A/B`, 'NO_PRIMARY_KEY'],
    ['a GTIN without its zeros', '/01/9520003000025', 'WRONG_FORMAT'],
    ['a lot of 21 characters', `/01/${gtin}/10/${'A'.repeat(21)}`, 'WRONG_FORMAT'],
    ['a plus in a query, which is a space', `/01/${gtin}?240=A+B`, 'WRONG_FORMAT'],
    ['serial before lot', `/01/${gtin}/21/A/10/B`, 'WRONG_PATH'],
    ['the other alternative beside it', `/01/${gtin}/10/A/235/B`, 'WRONG_PATH'],
    ['a pay-to party without reference', '/415/9520003000025', 'WRONG_PATH'],
    ['a number that is nothing', `/01/${gtin}?89=A`, 'UNKNOWN_AI'],
    ['a serial in the query', `/00/006141411234567890?21=A`, 'NOT_AN_ATTRIBUTE'],
    ['a lot in the query', `/01/${gtin}?10=A`, 'BELONGS_IN_PATH'],
    ['a date twice', `/01/${gtin}?17=261231&17=261231`, 'DUPLICATE_AI'],
  ])('is refused for %s', (_case, text, code) => {
    expect(() => parseLinkSyntax(text)).toThrow(expect.objectContaining({ code }))
  })
})
