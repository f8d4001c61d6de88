import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { gs1Namespace, type LinkType, linkTypes, linkTypeUri } from './link-types.ts'
import { buildLinkset, type Link, type LinkContext, type LinkTarget, linksetHeader } from './linkset.ts'
import { buildResolverDescription } from './resolver-description.ts'
import { readJson, withVectors } from './testing/vectors.ts'

/** Where the library is loaded as CommonJS the export hides one level deeper. */
const addFormats = (formats as unknown as { default?: typeof formats }).default ?? formats
const validator = (path: string) => {
  const ajv = new Ajv({ strict: false })
  ;(addFormats as unknown as (to: Ajv) => void)(ajv)
  return ajv.compile(readJson<object>(`resolver/${path}`))
}

const anchor = 'https://a.vn/01/09520003000025/10/P0910'
const story = { linkType: 'gs1:traceability', type: 'text/html' } as const
const level: LinkContext = {
  anchor,
  itemDescription: 'Dưa leo P0910',
  defaultType: 'gs1:pip',
  links: [
    { linkType: 'gs1:pip', href: anchor, title: 'Nguồn gốc', type: 'text/html', hreflang: ['vi'] },
    {
      linkType: 'gs1:pip',
      href: `${anchor}?lang=en`,
      title: 'Origin',
      type: 'text/html',
      hreflang: ['en-GB'],
    },
    { ...story, href: 'https://a.vn/story', title: 'Câu chuyện' },
    { linkType: 'https://schema.org/review', href: 'https://b.vn', title: 'Đánh giá', context: ['VN'] },
  ],
}

withVectors('a linkset', () => {
  test.each(['gs1-linkset-schema.json', 'linkset-schema-1.2.x.min.json'])('is what %s asks for', (path) => {
    const isValid = validator(`linkset/${path}`)
    expect(isValid(readJson('resolver/linkset/valid-gs1-example.json'))).toBe(true)
    expect(isValid(readJson('resolver/linkset/invalid-gs1-example.json'))).toBe(false)
    expect(isValid(buildLinkset([level, { ...level, anchor: 'https://a.vn/01/09520003000025' }]))).toBe(true)
  })

  test('says what the model says when it is made of the same links', () => {
    const model = readJson<{ linkset: Record<string, string | LinkTarget[]>[] }>(
      'resolver/testsuite/modelLinkset.json',
    )
    const [entry = {}] = model.linkset
    const isDefault = (type: string) => type === `${gs1Namespace}defaultLink`
    const links = Object.entries(entry).flatMap(([linkType, targets]): Link[] =>
      typeof targets === 'string' || isDefault(linkType)
        ? []
        : targets.map((target) => ({ linkType: linkType as LinkType, ...target })),
    )
    const { anchor: of, itemDescription } = entry as { anchor: string; itemDescription: string }
    const built = buildLinkset([{ anchor: of, itemDescription, links, defaultType: 'gs1:homepage' }])
    expect(built.linkset[0]).toEqual(entry)
  })

  test('knows the kinds of links that GS1 publishes and does not call deprecated', () => {
    const path = 'resolver/gs1-link-types-webvoc-1.16.json'
    const { linkTypes: all } = readJson<{ linkTypes: Record<string, { uri: string; status: string }> }>(path)
    const published = Object.entries(all).filter(([, { status }]) => status !== 'deprecated')
    expect([...linkTypes].sort()).toEqual(published.map(([name]) => name).sort())
    for (const [name, { uri }] of published) expect(linkTypeUri(`gs1:${name}`)).toBe(uri)
  })

  test('belongs to a resolver whose description is what its schema asks for', () => {
    const isValid = validator('description-file-schema-1.2.0.json')
    const facts = { root: 'https://a.vn', name: 'Nguồn', keys: ['01'] }
    expect(isValid(buildResolverDescription(facts))).toBe(true)
    const all = { operator: 'HTX', telephone: 'tel:+84900000000', contextLocation: 'https://a.vn/context' }
    expect(isValid(buildResolverDescription({ ...facts, ...all }))).toBe(true)
    expect(isValid(buildResolverDescription({ ...facts, keys: ['10'] }))).toBe(false)
  })
})

describe('a linkset', () => {
  test('has one default for a level, without options, and again under its own kind', () => {
    const [entry] = buildLinkset([level]).linkset
    expect(entry?.[`${gs1Namespace}defaultLink`]).toEqual([{ href: anchor, title: 'Nguồn gốc' }])
    expect(entry?.[`${gs1Namespace}defaultLinkMulti`]).toEqual(entry?.[`${gs1Namespace}pip`])
    expect(entry).not.toHaveProperty('description')
  })

  test('is told of in a header', () => {
    expect(linksetHeader(anchor)).toBe(
      `<${anchor}?linkType=linkset>; rel="linkset"; type="application/linkset+json"`,
    )
  })

  const [first] = level.links as [Link]
  test.each<[string, Partial<LinkContext>]>([
    ['a level without its default', { defaultType: 'gs1:epcis' }],
    ['an anchor that is no address', { anchor: '/01/09520003000025' }],
    ['a link without title', { links: [{ ...first, title: ' ' }] }],
    ['a link to a script', { links: [{ ...first, href: 'javascript:alert(1)' }] }],
    ['a language by its name', { links: [{ ...first, hreflang: ['Vietnamese'] }] }],
    ['a media type that is none', { links: [{ ...first, type: 'html' }] }],
    [
      'a kind of link that GS1 does not define',
      { links: [{ ...first, linkType: 'gs1:nothing' as LinkType }] },
    ],
  ])('is not made of %s', (_case, change) => {
    expect(() => buildLinkset([{ ...level, ...change }])).toThrow(
      expect.objectContaining({ code: 'NOT_A_LINKSET' }),
    )
  })

  test('takes the former place of the vocabulary for the present one', () => {
    expect(linkTypeUri('https://gs1.org/voc/pip')).toBe(`${gs1Namespace}pip`)
    expect(linkTypeUri('pip')).toBeUndefined()
  })
})
