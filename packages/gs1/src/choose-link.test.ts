import { describe, expect, test } from '@jest/globals'
import { chooseLink, forwardQuery, type LinkRequest } from './choose-link.ts'
import type { Link, LinkContext } from './linkset.ts'

const link = (linkType: Link['linkType'], name: string, more: Partial<Link> = {}): Link => ({
  linkType,
  href: `https://a.vn/${name}`,
  title: name,
  ...more,
})
const lot: LinkContext = {
  anchor: 'https://a.vn/01/09520003000025/10/L',
  itemDescription: 'Dưa leo',
  defaultType: 'gs1:pip',
  links: [
    link('gs1:pip', 'vi', { hreflang: ['vi'], type: 'text/html' }),
    link('gs1:pip', 'en', { hreflang: ['en'], type: 'text/html' }),
    link('gs1:masterData', 'data', { type: 'application/ld+json' }),
    link('gs1:masterData', 'sheet', { type: 'text/csv' }),
    link('gs1:certificationInfo', 'vietgap', { type: 'application/pdf' }),
    link('gs1:certificationInfo', 'ocop', { type: 'application/pdf' }),
    link('gs1:certificationInfo', 'lanka', { type: 'application/pdf', context: ['LK'] }),
  ],
}
const product: LinkContext = {
  ...lot,
  anchor: 'https://a.vn/01/09520003000025',
  links: [link('gs1:pip', 'product'), link('gs1:recipeInfo', 'recipe'), link('gs1:masterData', 'of-product')],
}

function answer(request: LinkRequest): string {
  const choice = chooseLink([lot, product], request)
  if (choice.kind === 'link') return choice.link.title
  return choice.kind === 'several' ? choice.links.map(({ title }) => title).join(' ') : choice.kind
}

describe('a request for a thing is answered by', () => {
  test.each<[string, LinkRequest, string]>([
    ['its default', {}, 'vi'],
    ['its default, asked for by name', { linkType: 'gs1:defaultLink' }, 'vi'],
    ['its default in the language of the phone', { acceptLanguage: 'en-US,en;q=0.9,vi;q=0.8' }, 'en'],
    ['its default where no language fits', { acceptLanguage: 'ja' }, 'vi'],
    ['its default where any language will do', { acceptLanguage: '*' }, 'vi'],
    ['a language refused', { acceptLanguage: 'vi;q=0, *;q=0.1' }, 'en'],
    ['the kind asked for', { linkType: 'gs1:pip', acceptLanguage: 'en' }, 'en'],
    ['the kind by its full address', { linkType: 'https://ref.gs1.org/voc/pip', acceptLanguage: 'vi' }, 'vi'],
    ['the media type asked for', { linkType: 'gs1:masterData', accept: 'application/ld+json' }, 'data'],
    ['the more welcome one', { linkType: 'gs1:masterData', accept: 'text/*;q=0.9,*/*;q=0.1' }, 'sheet'],
    ['several that fit as well', { linkType: 'gs1:masterData' }, 'data sheet'],
    ['several that fit as badly', { linkType: 'gs1:masterData', accept: 'image/png' }, 'data sheet'],
    ['those of no context before others', { linkType: 'gs1:certificationInfo' }, 'vietgap ocop'],
    ['that of its context', { linkType: 'gs1:certificationInfo', context: 'LK' }, 'lanka'],
    ['a level above', { linkType: 'gs1:recipeInfo' }, 'recipe'],
    ['none where there is none', { linkType: 'gs1:epcis' }, 'none'],
    ['none for a kind that is none', { linkType: 'pip' }, 'none'],
    ['the linkset', { linkType: 'linkset' }, 'linkset'],
    ['the linkset by its former name', { linkType: 'all' }, 'linkset'],
    ['the linkset by its media type', { accept: 'application/linkset+json' }, 'linkset'],
    ['a page for a browser', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, 'vi'],
  ])('%s', (_case, request, expected) => {
    expect(answer(request)).toBe(expected)
  })

  test('nothing where nobody registered anything', () => {
    expect(chooseLink([], {})).toEqual({ kind: 'none' })
  })

  test('something whatever the headers hold', () => {
    for (const header of ['', ',;q=', 'q=1', 'a;q=9', '\u202e', `${'vi,'.repeat(5000)}`])
      expect(['vi', 'en']).toContain(answer({ accept: header, acceptLanguage: header }))
  })
})

describe('the query of a request', () => {
  test.each([
    ['https://b.vn/x', 'a=1&linkType=gs1:pip', false, 'https://b.vn/x?a=1&linkType=gs1:pip'],
    ['https://b.vn/x?y=2#z', 'a=%2F', false, 'https://b.vn/x?y=2&a=%2F#z'],
    ['https://a.vn/x', 'linkType=gs1:pip&a=1', true, 'https://a.vn/x?a=1'],
    ['https://a.vn/x', '', true, 'https://a.vn/x'],
  ])('goes on to %s (%s)', (href, query, isOwn, expected) => {
    expect(forwardQuery(href, query, isOwn)).toBe(expected)
  })
})
