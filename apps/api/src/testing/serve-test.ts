import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import { pino } from 'pino'
import type { DataSource } from 'typeorm'
import { createApp } from '../app.ts'
import { createFileVault } from '../files/file-vault.ts'
import type { Labels } from '../labels/open-labels.ts'
import type { ShownLog } from '../log/published.ts'
import type { ScanLog } from '../scans/scan-log.ts'
import { testLabels } from './test-labels.ts'

/** Encrypts the secrets of authenticator apps in tests. */
export const testSecretKey = Buffer.alloc(32, 7)

/** Our own origin in tests; a call that changes something names it. */
export const testOrigin = 'https://truyxuat.example.vn'

interface TestOptions {
  readonly demo?: boolean
  readonly now?: () => Date
  readonly proxies?: number
  readonly publicUrl?: string
  readonly labels?: Labels
  readonly logAlarm?: () => string | undefined
  /** The log that proofs and tiles are of. */
  readonly shownLog?: ShownLog
  readonly scans?: ScanLog
  /** Takes every line of the log. */
  readonly log?: (line: string) => void
}

/** The whole app over a test database, as `main` makes it. */
export function testApp(
  db: DataSource,
  {
    demo = true,
    now,
    proxies,
    publicUrl = testOrigin,
    labels,
    log,
    logAlarm,
    shownLog,
    scans,
  }: TestOptions = {},
): Express {
  return createApp({
    db,
    vault: createFileVault(join(tmpdir(), `nguon-files-${process.pid}`)),
    publicUrl,
    demo,
    secretKey: testSecretKey,
    labels: labels ?? testLabels(db, now),
    logger: log ? pino({ level: 'trace' }, { write: log }) : pino({ level: 'silent' }),
    webDir: join(tmpdir(), 'no-web'),
    ...(now ? { now } : {}),
    ...(logAlarm ? { logAlarm } : {}),
    ...(shownLog ? { log: shownLog } : {}),
    ...(scans ? { scans } : {}),
    ...(proxies === undefined ? {} : { proxies }),
  })
}

/** What our own page sends with a call of this person; without one: of a stranger. */
export const headersOf = (person?: { readonly cookie: string }): Record<string, string> => ({
  Origin: testOrigin,
  ...(person ? { Cookie: person.cookie } : {}),
})
