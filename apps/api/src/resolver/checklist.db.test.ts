import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId, type Product, type SalesLink } from '@nguon/domain'
import { born, event, given, kg } from '@nguon/domain/testing'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { Express } from 'express'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import {
  type GivenOrganization,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../testing/given.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

const vectors = new URL('../../../../../shared/vectors/gs1/resolver/', import.meta.url)
const withVectors = existsSync(vectors) ? test : test.skip
const addFormats = (formats as unknown as { default?: typeof formats }).default ?? formats
const validator = (path: string) => {
  const ajv = new Ajv({ strict: false })
  ;(addFormats as unknown as (to: Ajv) => void)(ajv)
  return ajv.compile(JSON.parse(readFileSync(new URL(path, vectors), 'utf8')) as object)
}

const gtin = '09520009000012'
const origin = 'https://truyxuat.example.vn'
const lot = `/01/${gtin}/10/L2026`
const pack = `/01/${gtin}/21/KX26-000007`
const voc = 'https://ref.gs1.org/voc/'
const salesLinks: SalesLink[] = [
  { kind: 'shopee', url: 'https://shopee.vn/bi-xanh?shop=1' },
  { kind: 'voso', url: 'https://voso.vn/bi-xanh' },
]

let database: TestDatabase
let app: Express
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db)
  org = await givenOrganization(database.db, { gtin })
  const roll = { productId: org.product, prefix: 'KX26', first: 1, last: 100, digits: 6 }
  await givenVersion(database.db, 'label_run', org.id, roll)
  const item = given(newId(), kg('10'), { units: 20, ...born('finished', org.product, 'L2026') })
  await recordEvent(database.db, operator, { event: event('opening_stock', org.id, [item], onTime()) })
  const [row] = (await database.asOwner('SELECT data FROM subject_entry WHERE subject_id = $1', [
    org.product,
  ])) as { data: Product }[]
  await givenVersion(database.db, 'product', org.id, { ...row?.data, salesLinks } as Product, org.product)
})
afterAll(() => database.drop())

let asked = 0
/** As another phone each time: who misses often is stopped. */
const ask = (path: string, headers: Record<string, string> = {}) =>
  request(app)
    .get(path)
    .set({ 'User-Agent': `phone ${++asked}`, ...headers })
const html = { Accept: 'text/html' }
const json = (path: string, headers: Record<string, string> = {}) =>
  ask(path, { Accept: 'application/linkset+json', ...headers })
type Entry = Record<string, { href: string; title: string; hreflang?: string[] }[]> & { anchor: string }
const linksetOf = (text: string) => (JSON.parse(text) as { linkset: Entry[] }).linkset

describe('a conformant resolver (GS1 1.2, by its checklist)', () => {
  test('1: answers GET, HEAD and OPTIONS, any site may read every answer, and nothing else is done', async () => {
    const paths = [lot, `${lot}?linkType=linkset`, `${lot}?linkType=gs1:pip`, `${lot}?linkType=gs1:faqs`]
    for (const path of [
      ...paths,
      `/01/${gtin}`,
      '/01/09520009000013/10/A',
      `${lot}X`,
      '/.well-known/gs1resolver',
    ]) {
      const answer = await ask(path)
      expect([path, answer.headers['access-control-allow-origin']]).toEqual([path, '*'])
      expect(answer.headers.vary).toContain('Accept, Accept-Language')
      const head = await request(app).head(path).set('User-Agent', `phone ${++asked}`)
      expect([path, head.status, head.text]).toEqual([path, answer.status, undefined])
    }
    const options = await request(app).options(lot)
    expect(options.status).toBe(204)
    expect(options.headers).toMatchObject({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    })
    const post = await request(app).post(lot).send('x')
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  test.each([
    ['a wrong check digit', '/01/09520009000013/10/L2026', 400],
    ['qualifiers in the wrong order', `/01/${gtin}/21/A/10/B`, 400],
    ['a lot in the query', `/01/${gtin}?10=L2026`, 400],
    ['an attribute that is no day', `${lot}?17=261332`, 400],
    ['a wrong check digit of another key', '/414/9520003000005', 400],
    ['a lot nobody made', `/01/${gtin}/10/NONE`, 404],
    ['a serial nobody printed', `/01/${gtin}/21/KX26-000999`, 404],
    ['a product nobody has', '/01/09520003000025', 404],
    ['a key that is not resolved here', '/414/9520003000001', 404],
    ['an own code nobody has', '/T/7K3M9QXA0110', 404],
  ])('2: %s is never 200, whatever is asked for', async (_what, path, status) => {
    const join = path.includes('?') ? '&' : '?'
    for (const asked of [
      ask(path),
      ask(`${path}${join}linkType=linkset`),
      ask(`${path}${join}linkType=gs1:pip`),
    ])
      expect((await asked).status).toBe(status)
    expect((await json(path)).status).toBe(status)
  })

  test.each([
    {},
    html,
    { Accept: '*/*' },
    { Accept: 'text/html,application/xhtml+xml,application/json;q=0.5' },
  ])(
    '3: without a linkType the default link is the page at this address: it is served, not sent on to (%j)',
    async (headers) => {
      const answer = await ask(lot, headers as Record<string, string>)
      expect([answer.status, answer.type]).toEqual([200, 'text/html'])
      const [first] = linksetOf((await json(lot)).text)
      const [byDefault] = first?.[`${voc}defaultLink`] ?? []
      expect(byDefault?.href.split('?')[0]).toBe(origin + lot)
    },
  )

  test('3: who asks for the default by name is sent to it, and not round in circles', async () => {
    const answer = await ask(`${lot}?linkType=gs1:defaultLink`)
    expect([answer.status, answer.headers.location]).toEqual([307, `${origin}${lot}?lang=vi`])
    expect((await ask(answer.headers.location?.slice(origin.length) ?? '')).status).toBe(200)
  })

  test.each([
    ['gs1:pip', {}, `${origin}${lot}?lang=vi`],
    [`${voc}pip`, {}, `${origin}${lot}?lang=vi`],
    ['gs1:pip', { 'Accept-Language': 'en-GB, vi;q=0.3' }, `${origin}${lot}?lang=en`],
    ['gs1:pip', { 'Accept-Language': 'fr' }, `${origin}${lot}?lang=vi`],
    ['gs1:traceability', {}, `${origin}${lot}?lang=vi#hanh-trinh`],
    ['gs1:recallStatus', { 'Accept-Language': 'en' }, `${origin}${lot}?lang=en`],
  ])('4: linkType=%s with %j is sent on by 307 to %s', async (type, headers, location) => {
    const answer = await ask(`${lot}?linkType=${encodeURIComponent(type)}`, headers as Record<string, string>)
    expect([answer.status, answer.headers.location]).toEqual([307, location])
  })

  test.each(['gs1:faqs', 'gs1:certificationInfo', 'gs1:noSuch', 'pip', ''])(
    '4: linkType=%s that the code has not is not found',
    async (type) => {
      expect((await ask(`${lot}?linkType=${type}`)).status).toBe(type === '' ? 200 : 404)
    },
  )

  test('4: several links that fit as well are shown as the linkset', async () => {
    const answer = await ask(`${lot}?linkType=gs1:hasRetailers`)
    expect([answer.status, answer.type]).toEqual([300, 'application/linkset+json'])
    const sold = linksetOf(answer.text).flatMap((entry) => entry[`${voc}hasRetailers`] ?? [])
    expect(sold.map(({ href }) => href)).toEqual(salesLinks.map(({ url }) => url))
  })

  test.each([
    [{ Accept: 'application/linkset+json' }, '', 'application/linkset+json'],
    [{ Accept: 'application/json' }, '', 'application/json'],
    [{ Accept: 'application/ld+json' }, '', 'application/ld+json'],
    [html, '?linkType=linkset', 'application/linkset+json'],
    [{}, '?linkType=all', 'application/linkset+json'],
    [{ Accept: 'application/json' }, '?linkType=linkset', 'application/json'],
  ])('5: %j%s answers the linkset as %s', async (headers, query, type) => {
    const answer = await ask(lot + query, headers as Record<string, string>)
    expect([answer.status, answer.type]).toEqual([200, type])
    expect(linksetOf(answer.text)[0]?.anchor).toBe(origin + lot)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  withVectors(
    '5: the linkset of a package, a lot, a product and an own code is what the schemas ask for',
    async () => {
      const isValid = ['linkset/gs1-linkset-schema.json', 'linkset/linkset-schema-1.2.x.min.json'].map(
        validator,
      )
      const [own] = (await database.asOwner(`SELECT code FROM code WHERE code LIKE 'T/%' LIMIT 1`)) as {
        code: string
      }[]
      for (const path of [lot, pack, `/01/${gtin}`, ...(own ? [`/${own.code}`] : [])]) {
        const document = JSON.parse((await json(path)).text) as object
        expect([path, isValid.map((validate) => validate(document))]).toEqual([path, [true, true]])
      }
    },
  )

  test('6: pages and redirects say where the linkset is', async () => {
    for (const path of [lot, `${lot}?linkType=gs1:pip`]) {
      const { link = '' } = (await ask(path)).headers
      expect(link).toBe(`<${origin}${lot}?linkType=linkset>; rel="linkset"; type="application/linkset+json"`)
    }
  })

  test('7: the linkset has every level up to the product, each with one default, again under its own kind', async () => {
    const entries = linksetOf((await json(`${lot.toLowerCase()}/`)).text)
    expect(entries.map(({ anchor }) => anchor)).toEqual([origin + lot, `${origin}/01/${gtin}`])
    for (const entry of entries) {
      const [byDefault, ...more] = entry[`${voc}defaultLink`] ?? []
      expect(more).toEqual([])
      expect(entry[`${voc}pip`]?.map(({ href }) => href)).toContain(byDefault?.href)
      expect(entry[`${voc}pip`]?.map(({ hreflang }) => hreflang)).toEqual([['vi'], ['en']])
    }
  })

  test('8: a kind that only the product has is found from its lot, without a redirect between', async () => {
    const [entry] = linksetOf((await json(lot)).text)
    expect(entry?.[`${voc}hasRetailers`]).toBeUndefined()
    expect((await ask(`${lot}?linkType=gs1:hasRetailers`)).status).toBe(300)
  })

  test('8: the number of a product alone answers which product it is, and where it is sold', async () => {
    const { status, text } = await ask(`/01/${gtin}`)
    expect(status).toBe(200)
    expect(text).toContain('Bí xanh')
    expect(text).toMatch(/Hãy quét mã trên tem/)
    expect(text).toContain('rel="noopener nofollow"')
    expect(text).not.toMatch(/Mã hợp lệ/)
  })

  test('9: the whole query goes on to the target, linkType only to targets that are not ours', async () => {
    const query = 'linkType=gs1:pip&17=270115&utm_source=zalo%20a'
    const own = await ask(`${lot}?${query}`)
    expect(own.headers.location).toBe(`${origin}${lot}?lang=vi&17=270115&utm_source=zalo%20a`)
    const one = { ...salesLinks[0] } as SalesLink
    const [row] = (await database.asOwner('SELECT data FROM subject_entry WHERE subject_id = $1', [
      org.product,
    ])) as { data: Product }[]
    await givenVersion(
      database.db,
      'product',
      org.id,
      { ...row?.data, salesLinks: [one] } as Product,
      org.product,
    )
    const foreign = await ask(`${lot}?linkType=gs1:hasRetailers&17=270115`)
    expect([foreign.status, foreign.headers.location]).toEqual([
      307,
      'https://shopee.vn/bi-xanh?shop=1&linkType=gs1:hasRetailers&17=270115',
    ])
  })

  withVectors('10: describes itself, and claims GTINs only', async () => {
    const { body, headers } = await ask('/.well-known/gs1resolver')
    expect(validator('description-file-schema-1.2.0.json')(body)).toBe(true)
    expect(body).toMatchObject({ resolverRoot: origin, supportedPrimaryKeys: ['01'] })
    expect(headers['access-control-allow-origin']).toBe('*')
  })

  test('11: a kind of link of another vocabulary is looked for by its whole address', async () => {
    expect((await ask(`${lot}?linkType=https%3A%2F%2Fschema.org%2Freview`)).status).toBe(404)
  })
})

test('a label that is not activated has links to its page, and to no shop', async () => {
  const [entry, ...above] = linksetOf((await json(pack)).text)
  expect(Object.keys(entry ?? {})).toEqual(
    expect.arrayContaining([`${voc}defaultLink`, `${voc}pip`, `${voc}recallStatus`]),
  )
  expect(JSON.stringify([entry, above])).not.toContain('shopee')
})

test('while the database is away links are 503 as well', async () => {
  const gone = testApp({
    ...database.db,
    manager: {},
    transaction: () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })),
  } as never)
  const answer = await request(gone).get(`${lot}?linkType=linkset`)
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([503, '*'])
})
