import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  cosign,
  formatPolicy,
  formatVerifierKey,
  generateKey,
  openCheckpoint,
  tilePath,
  tilesOf,
} from '@nguon/transparency'
import { fsck } from './fsck.ts'
import { mirror } from './mirror.ts'
import { bundleAt, bundlesOf } from './read-tree.ts'
import { filesIn, newFolder, serveFolder } from './testing/test-folder.ts'
import { createTestLog } from './testing/test-log.ts'
import { present, readVector, vectors, withVectors } from './testing/vectors.ts'
import { writeLog } from './testing/write-log.ts'

const flip = (path: string, at: number) => {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('a mirror', () => {
  test('grows with the log, and holds its files at that size and no others', async () => {
    const log = await createTestLog(600)
    const dir = newFolder()
    const { url } = await serveFolder(log.path)
    let before = 0
    for (const size of [0, 1, 255, 256, 256, 257, 512, 600]) {
      const note = await log.publish(log.entries.slice(0, size))
      const { added } = await mirror(url, dir, { key: [log.vkey] })
      expect(added).toBe(size - before)
      expect(await fsck(dir)).toMatchObject({ origin: log.key.name, size, batches: Math.min(size, 7) })
      const bundles = Array.from({ length: bundlesOf(size) }, (_, index) => bundleAt(index, size))
      expect(filesIn(dir)).toEqual(
        ['checkpoint', 'log.vkey', ...[...bundles, ...tilesOf(size)].map(tilePath)].sort(),
      )
      expect(readFileSync(join(dir, 'checkpoint'), 'utf8')).toBe(note)
      before = size
    }
  })

  test('takes the key from the server on first use and says so; another key later is refused', async () => {
    const log = await createTestLog(5)
    const { url } = await serveFolder(log.path)
    const dir = newFolder()
    await log.publish(log.entries.slice(0, 3))
    const { warning } = await mirror(url, dir)
    expect(warning).toContain(log.vkey)
    expect(warning).toContain('ATTENTION')
    expect((await mirror(url, dir)).warning).toBeUndefined()

    const other = await generateKey(log.key.name)
    await writeLog(log.path, log.entries, other)
    await expect(mirror(url, dir)).rejects.toMatchObject({
      code: 1,
      message: expect.stringContaining(log.vkey),
    })
    await expect(mirror(url, dir, { key: [formatVerifierKey(other)] })).rejects.toMatchObject({
      code: 1,
      message: expect.stringContaining('mirror of a log with another key'),
    })
    expect(await fsck(dir)).toMatchObject({ size: 3 })
  })

  test('takes what enough witnesses saw, where a policy asks for them, and nothing else', async () => {
    const log = await createTestLog(9)
    const [{ url }, dir, witness] = [
      await serveFolder(log.path),
      newFolder(),
      await generateKey('witness.example', 4),
    ]
    const policy = join(newFolder(), 'policy')
    writeFileSync(
      policy,
      formatPolicy({ logs: [{ key: log.key }], witnesses: [{ key: witness }], threshold: 1 }),
    )
    await log.publish(log.entries.slice(0, 4))
    await mirror(url, dir, { key: [log.vkey] }) // before anybody witnessed it
    const note = await log.publish(log.entries)
    await expect(mirror(url, dir, { policy })).rejects.toMatchObject({ code: 1 })
    const line = await cosign(witness, await openCheckpoint(note, [log.key]), 1_800_000_000)
    writeFileSync(join(log.path, 'checkpoint'), note + line)
    expect(await mirror(url, dir, { policy })).toMatchObject({ size: 9, added: 5 })
    expect(await fsck(dir, { policy })).toMatchObject({ witnesses: ['witness.example'] })
  })

  test('is not begun when the server signs with another key than the one given', async () => {
    const log = await createTestLog(3)
    await log.publish(log.entries)
    const { url } = await serveFolder(log.path)
    const other = formatVerifierKey(await generateKey(log.key.name))
    const dir = newFolder()
    await expect(mirror(url, dir, { key: [other] })).rejects.toMatchObject({ code: 1 })
    expect(filesIn(dir)).toEqual([])
  })

  test.each([
    ['an entry', 'tile/entries/000', 30],
    ['the last entry', 'tile/entries/001.p/44', 40],
    ['a leaf hash', 'tile/0/000', 70],
    ['a node', 'tile/1/000.p/1', 3],
    ['the signed note', 'checkpoint', 30],
  ])('refuses a log of which %s was changed, and stays what it was', async (_what, file, at) => {
    const log = await createTestLog(300)
    await log.publish(log.entries.slice(0, 20))
    const { url } = await serveFolder(log.path)
    const dir = newFolder()
    await mirror(url, dir, { key: [log.vkey] })
    await log.publish(log.entries)
    flip(join(log.path, file), at)
    await expect(mirror(url, dir)).rejects.toMatchObject({ code: 1 })
    expect(await fsck(dir)).toMatchObject({ size: 20 })
    flip(join(log.path, file), at)
    await mirror(url, dir) // what was stored of the wrong log does not hinder it
    expect(await fsck(dir)).toMatchObject({ size: 300 })
  })

  test('refuses entries and tiles that fit each other but not the signature', async () => {
    const log = await createTestLog(300)
    const { url } = await serveFolder(log.path)
    const note = await log.publish(log.entries)
    await log.publish([...log.entries].reverse())
    writeFileSync(join(log.path, 'checkpoint'), note)
    const dir = newFolder()
    await expect(mirror(url, dir, { key: [log.vkey] })).rejects.toMatchObject({
      code: 1,
      message: expect.stringContaining('another root'),
    })
    expect(filesIn(dir)).not.toContain('checkpoint')
  })

  test('refuses a log that was signed anew with another past, and proves it', async () => {
    const log = await createTestLog(300)
    const { url } = await serveFolder(log.path)
    for (const size of [10, 260, 300]) {
      const dir = newFolder()
      const signed = await log.publish(log.entries.slice(0, size))
      await mirror(url, dir, { key: [log.vkey] })
      const forged = await log.publish([...log.entries.slice(1), ...log.entries.slice(0, 1)])
      await expect(mirror(url, dir)).rejects.toMatchObject({
        code: 1,
        message: expect.stringContaining('signed two histories'),
        evidence: expect.stringContaining(signed),
      })
      await expect(mirror(url, dir)).rejects.toMatchObject({ evidence: expect.stringContaining(forged) })
      expect(await fsck(dir)).toMatchObject({ size })
    }
  })

  test('says that a log which has become smaller hides what it published', async () => {
    const log = await createTestLog(300)
    const { url } = await serveFolder(log.path)
    const dir = newFolder()
    await log.publish(log.entries)
    await mirror(url, dir, { key: [log.vkey] })
    await log.publish(log.entries.slice(0, 299))
    await expect(mirror(url, dir)).rejects.toMatchObject({ code: 1, message: expect.stringContaining('299') })
    expect(await fsck(dir)).toMatchObject({ size: 300 })
  })

  test('says when the server cannot be reached, or lacks what it signed', async () => {
    const log = await createTestLog(300)
    await log.publish(log.entries)
    const served = await serveFolder(log.path)
    rmSync(join(log.path, 'tile/entries/000'))
    await expect(mirror(served.url, newFolder(), { key: [log.vkey] })).rejects.toMatchObject({ code: 3 })
    await expect(mirror('http://127.0.0.1:1', newFolder(), { key: [log.vkey] })).rejects.toMatchObject({
      code: 3,
    })
  })

  test('takes the beginning of a full tile where the server keeps no other any more', async () => {
    const log = await createTestLog(256)
    const note = await log.publish(log.entries.slice(0, 200))
    await log.publish(log.entries)
    writeFileSync(join(log.path, 'checkpoint'), note)
    for (const file of ['tile/entries/000.p', 'tile/0/000.p'])
      rmSync(join(log.path, file), { recursive: true })
    const { url } = await serveFolder(log.path)
    const dir = newFolder()
    await mirror(url, dir, { key: [log.vkey] })
    expect(await fsck(dir)).toMatchObject({ size: 200 })
  })

  test('that was killed in the middle goes on from there', async () => {
    const log = await createTestLog(20 * 256 + 9)
    await log.publish(log.entries)
    const dir = newFolder()
    const asked: string[] = []
    let stop: () => void = () => {}
    const stuck = new Promise<void>((resolve) => {
      stop = resolve
    })
    const slow = await serveFolder(log.path, (name) => {
      asked.push(name)
      if (name !== 'tile/entries/010') return undefined
      stop()
      return new Promise(() => {})
    })
    const words = ['--import', 'tsx', 'src/main.ts', 'mirror', slow.url, dir, '--key', log.vkey]
    const child = spawn(process.execPath, words, { stdio: 'ignore' })
    await stuck
    child.kill('SIGKILL')
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
    const kept = filesIn(dir)
    expect(kept).toContain('tile/entries/007')
    expect(kept).not.toContain('checkpoint')

    const again: string[] = []
    const { url } = await serveFolder(log.path, (name) => again.push(name))
    await mirror(url, dir)
    expect(await fsck(dir)).toMatchObject({ size: log.entries.length })
    expect(again).not.toContain('tile/entries/007')
    expect(again).toContain('tile/entries/008')
  })
})

withVectors('the log of another program', () => {
  const key = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'

  test('is mirrored as it grows; its entries are not ours', async () => {
    const [path, dir] = [newFolder(), newFolder()]
    if (present) cpSync(new URL('tlog-tiles/tessera-15-leaves', vectors), path, { recursive: true })
    const { url } = await serveFolder(path)
    for (const size of [1, 5, 12, 15]) {
      writeFileSync(join(path, 'checkpoint'), readVector(`tlog-tiles/tessera-15-leaves/checkpoint.${size}`))
      await mirror(url, dir, { key: [key] })
      expect(await fsck(dir, { treeOnly: true })).toMatchObject({ origin: 'example.com/log/testdata', size })
    }
    await expect(fsck(dir)).rejects.toMatchObject({ code: 1, message: expect.stringContaining('Entry 0') })
  })
})
