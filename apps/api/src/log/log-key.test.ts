import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { StartError } from '../config.ts'
import { loadLogKey } from './log-key.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nguon-keys-'))
  path = join(folder, 'keys', 'log.key')
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = (publicUrl = 'https://trace.example.vn') => loadLogKey(folder, publicUrl)

test('the key of the log is made once, for its owner only, and named after the public address of that day', async () => {
  const key = await load()
  expect(key.name).toBe('trace.example.vn/log')
  expect(await load('https://moved.example.vn:8443')).toEqual(key)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700)
  expect(readFileSync(path, 'utf8')).toMatch(/^PRIVATE\+KEY\+trace\.example\.vn\/log\+[0-9a-f]{8}\+\S{44}\n$/)
  expect(readdirSync(join(folder, 'keys'))).toEqual(['log.key'])
})

test('processes that start at once have the same key', async () => {
  const [one, ...others] = await Promise.all([load(), load(), load()])
  for (const other of others) expect(other).toEqual(one)
})

test.each([0o640, 0o604, 0o660, 0o644])('a key that others may read is refused (mode %o)', async (mode) => {
  await load()
  chmodSync(path, mode)
  await expect(load()).rejects.toThrow(StartError)
  await expect(load()).rejects.toThrow('chmod 600')
})

test('a damaged key is refused, and stays as it is', async () => {
  await load()
  const damaged = readFileSync(path, 'utf8').replace('+log', '').slice(0, -3)
  writeFileSync(path, damaged)
  await expect(load()).rejects.toThrow('put it back from a backup')
  expect(readFileSync(path, 'utf8')).toBe(damaged)
})
