import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const root = new URL('../../../', import.meta.url).pathname
/** Whoever makes something unguessable calls one of these. */
const makes =
  /\b(randomBytes|randomInt|getRandomValues|generateSecret|generateKey|generateKeyPair\w*|createHmac)\(/

/** The row of SECURITY.md about what each file makes; undefined where it is no secret. */
const rowOf: Record<string, string | undefined> = {
  'apps/api/src/accounts/demo-people.ts': undefined, // passwords of the demo, which the terminal shows
  'apps/api/src/accounts/invite-store.ts': 'secret of an invite, 128 bits',
  'apps/api/src/accounts/limits.ts': '`secret.key`, 256 bits',
  'apps/api/src/accounts/seal-secret.ts': '`secret.key`, 256 bits',
  'apps/api/src/accounts/session-store.ts': 'token of a session, 256 bits',
  'apps/api/src/accounts/totp.ts': 'key of an authenticator app, 160 bits',
  'apps/api/src/db/embedded/secrets.ts': 'passwords of the database roles, 192 bits',
  'apps/api/src/labels/issue-labels.ts': undefined, // the number of a run, which a serial hides
  'apps/api/src/labels/label-pin.ts': '`label-pin.key`, 256 bits',
  'apps/api/src/labels/serial.ts': '`label-serial.key`, 256 bits',
  'apps/api/src/log/log-key.ts': 'key of the log, Ed25519',
  'apps/api/src/scans/device-of.ts': '`scan-device.key`, 256 bits',
  'apps/web/src/outbox/make-phone.ts': 'key of a phone, P-256',
  'packages/domain/src/primitives.ts': undefined, // ids
  'packages/transparency/src/disclosure.ts': 'salt of a private field, 128 bits',
  'packages/transparency/src/note-key.ts': 'key of the log, Ed25519',
}

/** The program's own sources, without its tests, benchmarks and tools. */
const sources = [
  'apps/api',
  'apps/web',
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`),
]
  .flatMap((part) =>
    readdirSync(join(root, part, 'src'), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(part, 'src', path),
    ),
  )
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing[/.]/.test(path))

test('every key that the program makes is in the list of keys: who holds it, how long it lasts, what replaces it (V11.1.1)', () => {
  const makers = sources.filter((path) => makes.test(readFileSync(join(root, path), 'utf8')))
  expect(makers.sort()).toEqual(Object.keys(rowOf))
  const [, section = ''] = readFileSync(join(root, 'SECURITY.md'), 'utf8').split('\n## Keys\n')
  const rows = section
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  for (const row of rows ?? [])
    expect([row[0], row.filter((cell) => cell !== '').length]).toEqual([row[0], 5])
  for (const named of Object.values(rowOf))
    if (named) expect(rows?.some(([key]) => key?.startsWith(named))).toBe(true)
})
