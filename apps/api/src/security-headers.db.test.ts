import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Express } from 'express'
import request, { type Response } from 'supertest'
import { pictureOf } from './files/testing/pictures.ts'
import { givenOrganization } from './testing/given.ts'
import { type GivenPerson, givenPerson } from './testing/given-people.ts'
import { headersOf, testApp, testOrigin } from './testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

let database: TestDatabase
let app: Express
let staff: GivenPerson
let file: string
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db)
  staff = await givenPerson(database.db, 'staff', (await givenOrganization(database.db)).id)
  const bytes = await pictureOf('image/png')
  const sent = request(app).post('/api/v1/files').set(headersOf(staff)).set('Content-Type', 'image/png')
  file = (await sent.send(bytes)).body.sha256
})
afterAll(() => database.drop())

type Send = () => Promise<Response>
const get = (path: string) => request(app).get(path)
const foreign = { Origin: 'https://evil.example' }

/** An answer of every kind that the server gives. */
const answers: [string, number, Send][] = [
  ['the front page', 200, async () => get('/')],
  ['a page that is not there', 404, async () => get('/nothing')],
  ['a code that is not known', 404, async () => get('/01/09520003000025/21/A1')],
  ['a code that is none', 400, async () => get('/01/1')],
  ['a redirect', 303, async () => get('/tra-cuu?code=ABC')],
  ['the reference', 200, async () => get('/docs')],
  ['the OpenAPI document', 200, async () => get('/docs/openapi.json')],
  ['an asset that is not there', 404, async () => get('/app/assets/a.js')],
  ['a health check', 200, async () => get('/healthz')],
  ['figures', 200, async () => get('/metrics')],
  ['the answer of a call', 200, async () => get('/api/v1/session')],
  ['the head of an answer', 200, async () => request(app).head('/api/v1/session')],
  ['a file', 200, async () => get(`/api/v1/files/${file}`).set(headersOf(staff))],
  ['a file that is not there', 404, async () => get(`/api/v1/files/${'0'.repeat(64)}`)],
  ['a call that is not there', 404, async () => get('/api/v1/nothing')],
  ['a call without a session', 401, async () => get('/api/v1/batches')],
  ['a call of another site', 403, async () => request(app).post('/api/v1/session').set(foreign).send({})],
  ['a call that cannot be read', 400, async () => get('/api/v1/files/%zz')],
]

const directivesOf = ({ headers }: Response): Map<string, string> =>
  new Map(
    String(headers['content-security-policy'])
      .split(';')
      .map((each) => each.trim().split(/ (.*)/s) as [string, string]),
  )

describe.each(answers)('%s', (_name, status, send) => {
  let answer: Response
  beforeAll(async () => {
    answer = await send()
  }, 30_000)

  test('is what it is called', () => expect(answer.status).toBe(status))

  test('keeps browsers on https for a year, and below this host too (V3.4.1)', () => {
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  })

  test('lets a browser run and load only what is ours, no plugin, no other base (V3.4.3)', () => {
    const said = directivesOf(answer)
    expect([said.get('object-src'), said.get('base-uri')]).toEqual(["'none'", "'none'"])
    const scripts = said.get('script-src') ?? said.get('default-src')
    expect(["'self'", "'none'"]).toContain(scripts)
    expect(answer.headers['content-security-policy']).not.toMatch(/unsafe-|\*|https?:/)
  })

  test('is taken for what it says it is (V3.4.4)', () => {
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  test('tells other hosts no more than ours when a link is followed (V3.4.5)', () => {
    expect(answer.headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
  })

  test('is framed by nobody (V3.4.6)', () => {
    expect(directivesOf(answer).get('frame-ancestors')).toBe("'none'")
  })
})

test('only the worker that reads codes with WebAssembly may compile it', async () => {
  const scripts = async (path: string) => directivesOf(await get(path)).get('script-src')
  expect(await scripts('/app/assets/wasm-worker-A1_b-2.js')).toBe("'self' 'wasm-unsafe-eval'")
  for (const path of [
    '/app/scan/',
    '/app/assets/passes-worker-A1.js',
    '/app/assets/wasm-worker-A1.js/..%2fscan.js',
    '/app/assets/wasm-worker-A1.js?x',
    '/01/wasm-worker-A1.js',
  ])
    expect([path, await scripts(path)]).toEqual([path, "'self'"])
})

test('over http, on one’s own machine, nobody is kept on https', async () => {
  expect(directivesOf(await get('/healthz')).has('upgrade-insecure-requests')).toBe(false)
})

describe('a page of another site', () => {
  test.each(['https://evil.example', 'null', `${testOrigin}.evil.example`, testOrigin])(
    '(%s) is given no right to read, with the session or without (V3.4.2)',
    async (Origin) => {
      for (const path of [
        '/',
        '/api/v1/session',
        '/api/v1/batches',
        `/api/v1/files/${file}`,
        '/docs/openapi.json',
      ]) {
        const { headers } = await get(path).set({ ...headersOf(staff), Origin })
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
      }
    },
  )

  test('asks beforehand (OPTIONS) in vain (V3.4.2)', async () => {
    const asked = { ...foreign, 'Access-Control-Request-Method': 'POST' }
    const more = { 'Access-Control-Request-Headers': 'content-type' }
    const answer = await request(app)
      .options('/api/v1/session')
      .set({ ...asked, ...more })
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })
})

describe('nobody is led to another host (V3.7.2)', () => {
  const hostile = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    'https://evil.example/01/1',
    '@evil.example',
  ]

  test.each(hostile)('by %s as an address', async (path) => {
    const paths = path.startsWith('/')
      ? [path, `/app${path}`, `/01${path}`, `/app/assets${path}/..`]
      : [`/${path}`]
    for (const each of paths) {
      const { headers } = await get(encodeURI(each))
      expect([each, headers.location]).toEqual([each, undefined])
    }
  })

  test.each([
    ...hostile,
    'javascript:alert(1)',
    'https://truyxuat.example.vn@evil.example/t/ABC',
    '\\\\evil.example',
  ])('by %s as a code that was typed', async (code) => {
    const answer = await get('/tra-cuu').query({ code, url: code, next: code })
    expect(answer.status).toBe(303)
    const target = new URL(answer.headers.location ?? '', testOrigin)
    expect(target.origin).toBe(testOrigin)
  })
})
