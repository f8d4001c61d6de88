import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildPath, parsePath } from './address.ts'
import { type AiRule, aiTable } from './ai-table.ts'
import {
  buildDigitalLink,
  canonicalLink,
  type DigitalLink,
  type Element,
  parseLinkSyntax,
  ruleOf,
} from './digital-link.ts'
import { Gs1Error } from './gs1-error.ts'
import { parseDigitalLink } from './parse-digital-link.ts'
import { anyValue, validValue } from './testing/arbitrary-values.ts'

const rules = [...aiTable().values()]
const keys = rules.filter((rule) => rule.qualifiers)
const tells = { verbose: 1 } as const

const element = (ai: string): fc.Arbitrary<Element> => anyValue(ruleOf(ai)).map((value) => ({ ai, value }))

/** A path of this key, whose value is as given: any of its qualifiers, in order; of a pay-to party all. */
const pathOf = (rule: AiRule, value = anyValue(rule)): fc.Arbitrary<Element[]> =>
  fc
    .constantFrom(...(rule.qualifiers ?? []))
    .chain((sequence) => fc.subarray([...sequence], { minLength: rule.ai === '415' ? 1 : 0 }))
    .chain((ais) =>
      fc.tuple(
        value.map((text) => ({ ai: rule.ai, value: text })),
        ...ais.map(element),
      ),
    )

/** A link of the key with the attribute, which is left out where the path would take it. */
const linkWith = (
  key: AiRule,
  attribute?: Element,
  value?: fc.Arbitrary<string>,
): fc.Arbitrary<DigitalLink> =>
  pathOf(key, value).map(([first = { ai: key.ai, value: '' }, ...qualifiers]) => ({
    origin: 'https://a.vn',
    stem: '/x',
    key: first,
    qualifiers,
    attributes: attribute ? [attribute] : [],
    others: ['linkType=gs1:pip'],
  }))

describe('what is built is read back the same', () => {
  test.each(keys.map((rule) => [rule.ai, rule] as const))('for the key %s', (_ai, rule) => {
    fc.assert(
      fc.property(linkWith(rule), (link) => expect(parseLinkSyntax(buildDigitalLink(link))).toEqual(link)),
      { ...tells, numRuns: 200 },
    )
  })

  test('for every attribute there is', () => {
    const attributes = rules.filter((rule) => rule.attribute)
    for (const rule of attributes) {
      const key = ruleOf(rule.ai === '00' ? '8013' : '00')
      fc.assert(
        fc.property(
          anyValue(rule).chain((value) => linkWith(key, { ai: rule.ai, value })),
          (link) => {
            expect(parseLinkSyntax(buildDigitalLink(link))).toEqual(link)
            const canonical = buildDigitalLink(canonicalLink(link))
            expect(buildDigitalLink(canonicalLink(parseLinkSyntax(canonical)))).toBe(canonical)
          },
        ),
        { ...tells, numRuns: 20 },
      )
    }
    console.log(
      `${keys.length} keys, ${attributes.length} attributes, ${rules.length} application identifiers`,
    )
  })

  test('for every qualifier there is', () => {
    const inPaths = new Set(keys.flatMap((rule) => rule.qualifiers ?? []).flat())
    const neither = rules.filter((rule) => !rule.attribute && !rule.qualifiers && !inPaths.has(rule.ai))
    // what stands in bar codes only
    expect(neither.map(({ ai }) => ai)).toEqual([
      '03',
      '7041',
      '8014',
      '8040',
      '8041',
      '8042',
      '8043',
      '8200',
    ])
  })
})

describe('an address that we print', () => {
  test('is a Digital Link of the whole grammar, and names the same', () => {
    const part = fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_]{1,20}$/)
    fc.assert(
      fc.property(validValue(ruleOf('01')), part, part, (gtin, lot, serial) => {
        const path = buildPath({ kind: 'package', gtin, lot, serial })
        const { key, qualifiers } = parseDigitalLink(path)
        expect(parsePath(path)).toEqual({ kind: 'package', gtin, lot, serial })
        expect([key, ...qualifiers].map(({ value }) => value)).toEqual([gtin, lot, serial])
      }),
      tells,
    )
  })
})

describe('a changed address', () => {
  const address = fc
    .constantFrom(...keys)
    .chain((rule) => linkWith(rule, { ai: '99', value: 'X' }, validValue(rule)))
    .map(buildDigitalLink)
  const mutation = fc.record({
    at: fc.nat(200),
    cut: fc.nat(4),
    put: fc.oneof(
      fc.string({ maxLength: 6, unit: 'binary' }),
      fc.constantFrom(
        '%',
        '%2F',
        '%00',
        '/',
        '//',
        '?',
        '&',
        '=',
        '#',
        '+',
        '\\',
        '..',
        '01',
        '\u202e',
        '%u0041',
      ),
    ),
  })

  test('twenty thousand of them are read or refused with a reason, and never anything else', () => {
    let accepted = 0
    fc.assert(
      fc.property(address, fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, changes) => {
        const changed = changes.reduce((now, { at, cut, put }) => {
          const place = at % (now.length + 1)
          return now.slice(0, place) + put + now.slice(place + cut)
        }, text)
        parsePath(changed)
        try {
          const link = parseDigitalLink(changed)
          accepted++
          expect(parseDigitalLink(buildDigitalLink(link))).toEqual(link)
        } catch (error) {
          if (!(error instanceof Gs1Error)) throw error
        }
      }),
      { ...tells, numRuns: 20_000 },
    )
    console.log(`20,000 changed addresses, ${accepted} still right`)
  })

  test.each(
    keys
      .filter((rule) =>
        rule.components.some(({ linters }) => linters.some((linter) => linter.startsWith('csum'))),
      )
      .map((rule) => [rule.ai, rule] as const),
  )('with another check digit is never accepted (key %s)', (_ai, rule) => {
    const checked = rule.components.findIndex(({ linters }) =>
      linters.some((linter) => linter.startsWith('csum')),
    )
    const before = rule.components.slice(0, checked).reduce((sum, { max }) => sum + max, 0)
    fc.assert(
      fc.property(validValue(rule), fc.integer({ min: 1, max: 9 }), (value, shift) => {
        const end = rule.ai === '8013' ? value.length : before + (rule.components[checked]?.max ?? 0)
        const last = value[end - 1] ?? ''
        const other = /\d/.test(last) ? String((Number(last) + shift) % 10) : last === 'A' ? 'B' : 'A'
        const link = (text: string) =>
          `/${rule.ai}/${encodeURIComponent(text)}${rule.ai === '415' ? '/8020/X' : ''}`
        expect(() => parseDigitalLink(link(value))).not.toThrow()
        const changed = value.slice(0, end - 1) + other + value.slice(end)
        expect(() => parseDigitalLink(link(changed))).toThrow(
          expect.objectContaining({ code: 'WRONG_CHECK_DIGIT' }),
        )
      }),
      { ...tells, numRuns: 300 },
    )
  })
})
