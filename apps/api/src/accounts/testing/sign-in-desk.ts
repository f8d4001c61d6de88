import type { Express } from 'express'
import type { Response } from 'supertest'
import { type Browser, openBrowser } from '../../testing/browser.ts'
import { givenOrganization } from '../../testing/given.ts'
import { type GivenPerson, givenPerson } from '../../testing/given-people.ts'
import { testApp, testSecretKey } from '../../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { insertTotp } from '../factor-store.ts'
import { hashPassword } from '../password.ts'
import { sealSecret } from '../seal-secret.ts'
import { newTotpSecret } from '../totp.ts'

/** What everybody at the desk signs in with. */
export const password = 'bốn con trâu ăn cỏ'
/** Of every admin's authenticator app. */
export const secret = newTotpSecret()

/** The app with a clock of its own, and people who can sign in. */
export interface SignInDesk {
  readonly database: TestDatabase
  readonly app: Express
  readonly organizationId: string
  now(): Date
  /** Sets the clock on. */
  later(ms: number): void
  staff(): Promise<GivenPerson>
  admin(): Promise<GivenPerson>
  signIn(person: GivenPerson): Promise<{ browser: Browser; answer: Response }>
}

export async function openSignInDesk(): Promise<SignInDesk> {
  const database = await createTestDatabase()
  let now = new Date()
  const app = testApp(database.db, { now: () => now })
  const passwordHash = await hashPassword(password)
  const { id: organizationId } = await givenOrganization(database.db)
  const given = (kind: 'staff' | 'admin') =>
    givenPerson(database.db, kind, organizationId, { passwordHash, now })
  return {
    ...{ database, app, organizationId },
    now: () => now,
    later(ms) {
      now = new Date(now.getTime() + ms)
    },
    staff: () => given('staff'),
    async admin() {
      const person = await given('admin')
      const sealed = sealSecret(testSecretKey, secret)
      await insertTotp(database.db.manager, person.accountId, { secret: sealed, step: 0 }, now)
      return person
    },
    async signIn({ phone }) {
      const browser = openBrowser(app)
      return { browser, answer: await browser.post('/api/v1/session', { phone, password }) }
    },
  }
}
