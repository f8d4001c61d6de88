import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { generateKey, type SignerKey, signCheckpoint } from '@nguon/transparency'
import { readLastCheckpoint, writeLastCheckpoint } from './last-checkpoint.ts'

let folder: string
let path: string
let key: SignerKey
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nguon-last-'))
  path = join(folder, 'aside', 'checkpoint.last')
  key = await generateKey('trace.example.vn/log')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = async (size: number) => {
  const note = await signCheckpoint({ origin: key.name, size, root: Buffer.alloc(32, size) }, key)
  await writeLastCheckpoint(path, key, { size, note })
}
const sizeKept = async () => (await readLastCheckpoint(path, key))?.size

test('the last checkpoint is kept in place of the one before, and nothing is left beside it', async () => {
  expect(await sizeKept()).toBeUndefined()
  for (const size of [0, 3, 8]) {
    await write(size)
    expect(await sizeKept()).toBe(size)
  }
  expect(readdirSync(join(folder, 'aside'))).toEqual(['checkpoint.last'])
})

test('a slower process does not put an older checkpoint in its place', async () => {
  await write(8)
  await write(3)
  expect(await sizeKept()).toBe(8)
})

test('what is no checkpoint of this log is not taken for one, nor replaced', async () => {
  await write(8)
  writeFileSync(path, 'nothing')
  await expect(sizeKept()).rejects.toThrow()
  await expect(write(9)).rejects.toThrow()
  const other = await generateKey(key.name)
  await rmSync(path)
  await write(8)
  await expect(readLastCheckpoint(path, other)).rejects.toThrow('no known key')
})
