import { execFileSync } from 'node:child_process'
import type { BrowserContext, Page } from 'playwright-core'
import type { Platform } from './platform.ts'

const cli = new URL('../../api/dist/cli.js', import.meta.url).pathname

/** A person of the demo, as its first lines say. */
export interface DemoPerson {
  readonly phone: string
  readonly password: string
  /** Of the authenticator app, where a second factor is asked for. */
  readonly key: string | undefined
}

/**
 * How to sign in as one of the demo's people.
 *
 * @param kind `staff`, `admin`, `inspector`, `operator`
 * @param organization a part of its name
 */
export function personOf(platform: Platform, kind: string, organization = ''): DemoPerson {
  const lines = platform
    .output()
    .matchAll(/^ {2}(\S.*?) *(00000000\d\d) {2}(\S+)(?: {2}authenticator key (\S+))?$/gm)
  for (const [, what = '', phone = '', password = '', key] of lines)
    if (what.startsWith(kind) && what.includes(organization)) return { phone, password, key }
  throw new Error(`no ${kind} of ${organization} in\n${platform.output()}`)
}

/** The link of an invite that the demo printed. */
export function inviteOf(platform: Platform, kind: string, organization = ''): string {
  const lines = platform.output().matchAll(/^ {2}(\S.*?) *(http\S+\/app\/tham-gia#\S+)$/gm)
  for (const [, what = '', link = ''] of lines)
    if (what.startsWith(kind) && what.includes(organization)) return link
  throw new Error(`no invite of ${kind} of ${organization}`)
}

/** The present code of an authenticator key, as the command line says it. */
const codeOf = (key: string): string => execFileSync('node', [cli, 'totp', key], { encoding: 'utf8' }).trim()

/** Types phone number and password on the sign-in page. */
export async function typePassword(page: Page, { phone, password }: DemoPerson): Promise<void> {
  await page.getByLabel('Số điện thoại').fill(phone)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

/** Signs in on the first page of the workspace, as a person would. */
export async function signIn(page: Page, platform: Platform, kind: string, organization = ''): Promise<void> {
  const person = personOf(platform, kind, organization)
  await page.goto(`${platform.url}/app`)
  await typePassword(page, person)
  if (person.key) await confirmByApp(page, person.key)
}

const used = new Map<string, string>()

/** Types a code that was not used before: each is good for once. */
export async function confirmByApp(page: Page, key: string): Promise<void> {
  await page.getByLabel(/^Mã 6 số/).waitFor()
  while (codeOf(key) === used.get(key)) await page.waitForTimeout(500) // until the next one begins
  const code = codeOf(key)
  used.set(key, code)
  await page.getByLabel(/^Mã 6 số/).fill(code)
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click()
}

/** Gives the browser a fingerprint reader that always knows its person. */
export async function addPasskeys(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
