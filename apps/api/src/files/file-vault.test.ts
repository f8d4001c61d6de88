import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createFileVault, type FileVault } from './file-vault.ts'

let folder: string
let vault: FileVault
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nguon-vault-'))
  vault = createFileVault(join(folder, 'files'))
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = Buffer.from('abc')
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' // FIPS 180-4, appendix
const path = () => join(folder, 'files', 'ba', sha256)

test('the vault names a file by the hash of its bytes and gives exactly these back', async () => {
  expect(await vault.keep(bytes)).toBe(sha256)
  expect(await readFile(path())).toEqual(bytes)
  expect(await vault.read(sha256)).toEqual(bytes)
})

test('many keeping the same file at once leave one file and nothing half written', async () => {
  await Promise.all(Array.from({ length: 20 }, () => vault.keep(bytes)))
  expect(await readdir(join(folder, 'files', 'ba'))).toEqual([sha256])
})

test('a file damaged on disk is not given back, and whole again when it is kept again', async () => {
  await vault.keep(bytes)
  await writeFile(path(), 'abd')
  await expect(vault.read(sha256)).rejects.toThrow('damaged')
  await vault.keep(bytes)
  expect(await vault.read(sha256)).toEqual(bytes)
})

test.each(['../../etc/passwd', '', 'CON', `${sha256}/..`, sha256.toUpperCase()])(
  '%j names no file',
  async (name) => {
    await expect((async () => vault.read(name))()).rejects.toThrow()
    await expect((async () => vault.keepCopy(name, 16, bytes))()).rejects.toThrow()
  },
)

test('copies are kept beside, by width', async () => {
  expect(await vault.findCopy(sha256, 960)).toBeUndefined()
  await vault.keepCopy(sha256, 960, Buffer.from('webp'))
  expect(await vault.findCopy(sha256, 960)).toEqual(Buffer.from('webp'))
  expect(await vault.findCopy(sha256, 640)).toBeUndefined()
  expect(await readdir(join(folder, 'files', 'copies'))).toEqual([`${sha256}-960.webp`])
})

test('bytes that were never kept here are not found', async () => {
  await expect(vault.read(sha256)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what a crash left half written is removed a day later, at the next start', async () => {
  const incoming = join(folder, 'files', 'incoming')
  await mkdir(incoming, { recursive: true })
  for (const name of ['old', 'young']) await writeFile(join(incoming, name), 'ab')
  const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000)
  await utimes(join(incoming, 'old'), hours(25), hours(25))
  await utimes(join(incoming, 'young'), hours(23), hours(23))
  createFileVault(join(folder, 'files'))
  expect(await readdir(incoming)).toEqual(['young'])
})
