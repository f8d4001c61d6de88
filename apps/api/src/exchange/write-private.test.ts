import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { writePrivate } from './write-private.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nguon-export-'))
})
afterEach(() => rm(folder, { recursive: true }))

test.each(['new', 'there'])('an export to a file that is %s can be read by its owner only', async (state) => {
  const path = join(folder, 'export.json')
  if (state === 'there') await writeFile(path, 'something longer', { mode: 0o644 })
  await writePrivate(path, 'private')
  expect(await readFile(path, 'utf8')).toBe('private')
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
})
