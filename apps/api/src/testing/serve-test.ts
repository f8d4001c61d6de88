import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import { pino } from 'pino'
import type { DataSource } from 'typeorm'
import { createApp } from '../app.ts'
import { createFileVault } from '../files/file-vault.ts'

/** The whole app over a test database, as `main` makes it. */
export function testApp(
  db: DataSource,
  { demo = true, now }: { demo?: boolean; now?: () => Date } = {},
): Express {
  return createApp({
    db,
    vault: createFileVault(join(tmpdir(), `nguon-files-${process.pid}`)),
    publicUrl: 'https://truyxuat.example.vn',
    demo,
    logger: pino({ level: 'silent' }),
    webDir: join(tmpdir(), 'no-web'),
    ...(now ? { now } : {}),
  })
}
