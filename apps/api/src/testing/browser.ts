import type { Express } from 'express'
import request, { type Response } from 'supertest'
import { testOrigin } from './serve-test.ts'

/** A browser as the server knows it: it keeps the cookie it was given, and says where a call comes from. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Response>
  /** `name=value` of the session cookie; undefined once it was taken back. */
  cookie: string | undefined
}

/** @param cookie of somebody who is signed in already */
export function openBrowser(app: Express, cookie?: string): Browser {
  const send = async (method: 'get' | 'post', path: string, body: object | undefined, more: object) => {
    const headers = { Origin: testOrigin, ...(browser.cookie ? { Cookie: browser.cookie } : {}), ...more }
    const call = request(app)[method](path).set(headers)
    const answer = await (body === undefined ? call : call.send(body))
    for (const line of (answer.get('Set-Cookie') ?? []) as string[]) {
      const [pair = ''] = line.split(';')
      browser.cookie = pair.endsWith('=') ? undefined : pair
    }
    return answer
  }
  const browser: Browser = {
    cookie,
    get: (path, headers = {}) => send('get', path, undefined, headers),
    post: (path, body = {}, headers = {}) => send('post', path, body, headers),
  }
  return browser
}
