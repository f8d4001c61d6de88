import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  canonicalBytes,
  encodeTile,
  formatVerifierKey,
  generateKey,
  leafHash,
  toBase64Url,
} from '@nguon/transparency'
import { fsck } from './fsck.ts'
import { mirror } from './mirror.ts'
import { filesIn, newFolder, serveFolder } from './testing/test-folder.ts'
import { createTestLog, type TestLog } from './testing/test-log.ts'
import { writeLog } from './testing/write-log.ts'

/** A mirror of the log with these entries, whoever signed it. */
async function mirrorOf(log: TestLog, entries = log.entries): Promise<string> {
  await log.publish(entries)
  const [{ url }, dir] = [await serveFolder(log.path), newFolder()]
  await mirror(url, dir, { key: [log.vkey] })
  return dir
}

const editBytes = (path: string, edit: (bytes: Buffer) => Uint8Array) =>
  writeFileSync(path, edit(readFileSync(path)))

describe('a mirror that somebody changed', () => {
  const firstBundle = 'tile/entries/000'
  const lastBundle = 'tile/entries/001.p/44'

  test.each<[string, (dir: string, log: TestLog) => unknown]>([
    [
      'an entry',
      (dir) =>
        editBytes(join(dir, firstBundle), (bytes) =>
          Buffer.from(bytes.toString('latin1').replace('0.5', '9.5'), 'latin1'),
        ),
    ],
    [
      'an entry and its leaf hash',
      async (dir, log) => {
        const other = await createTestLog(300, { batches: 3 })
        const edited = [...log.entries.slice(0, 299), other.entries[299] as Uint8Array]
        const forged = newFolder()
        await writeLog(forged, edited, other.key)
        cpSync(join(forged, 'tile'), join(dir, 'tile'), { recursive: true })
      },
    ],
    [
      'two rows, which are swapped',
      async (dir, log) => {
        const [a, b, ...rest] = log.entries
        const forged = newFolder()
        await writeLog(forged, [b as Uint8Array, a as Uint8Array, ...rest], log.key)
        cpSync(join(forged, firstBundle), join(dir, firstBundle))
      },
    ],
    ['the last entry, which is gone', (dir) => rmSync(join(dir, lastBundle))],
    ['entries in the middle, which are gone', (dir) => rmSync(join(dir, firstBundle))],
    ['a leaf hash', (dir) => editBytes(join(dir, 'tile/0/000'), (bytes) => bytes.fill(1, 320, 352))],
    ['a node', (dir) => editBytes(join(dir, 'tile/1/000.p/1'), () => encodeTile([Buffer.alloc(32)]))],
    [
      'the checkpoint',
      (dir) =>
        editBytes(join(dir, 'checkpoint'), (note) => Buffer.from(note.toString().replace('300', '299'))),
    ],
    ['the tail, which is cut off', (dir) => truncateSync(join(dir, lastBundle), 400)],
    [
      'all of it, signed anew with another key',
      async (dir, log) => {
        await writeLog(dir, log.entries.slice(0, 300).reverse(), await generateKey(log.key.name))
      },
    ],
    [
      'the key',
      async (dir) => {
        writeFileSync(
          join(dir, 'log.vkey'),
          `${formatVerifierKey(await generateKey('nguon.example.vn/log'))}\n`,
        )
      },
    ],
    ['the checkpoint, which is gone', (dir) => rmSync(join(dir, 'checkpoint'))],
  ])('is seen to be: %s', async (_what, change) => {
    const log = await createTestLog(300)
    const dir = await mirrorOf(log)
    await change(dir, log)
    await expect(fsck(dir)).rejects.toMatchObject({ code: 1 })
    await expect(fsck(dir, { treeOnly: true })).rejects.toMatchObject({ code: 1 }) // the tree alone shows it
  })

  test('is seen to be by every single byte of it', async () => {
    const dir = await mirrorOf(await createTestLog(5, { batches: 2, signed: true }))
    expect(await fsck(dir)).toMatchObject({ size: 5, signatures: { valid: 4, none: 1, revoked: 0 } })
    const accepted: string[] = []
    let flipped = 0
    for (const file of filesIn(dir)) {
      const path = join(dir, file)
      const bytes = readFileSync(path)
      for (let at = 0; at < bytes.length; at++) {
        writeFileSync(
          path,
          bytes.map((byte, place) => (place === at ? byte ^ 1 : byte)),
        )
        const verdict = await fsck(dir).catch((error: { code?: number }) => error)
        if (!('code' in verdict && verdict.code)) accepted.push(`${file}:${at}`)
        flipped += 1
      }
      writeFileSync(path, bytes)
    }
    expect(flipped).toBeGreaterThan(3500)
    expect(accepted).toEqual([])
  })

  test('is seen to be when its log signed histories that do not hang together', async () => {
    const log = await createTestLog(30, { batches: 3 })
    const without = (at: number) => log.entries.filter((_entry, place) => place !== at)
    for (const at of [0, 1, 15, 20]) // of each batch one that others follow
      await expect(mirrorOf(log, without(at)).then((dir) => fsck(dir))).rejects.toMatchObject({
        code: 1,
        message: expect.stringContaining('does not go on with the history'),
      })
    const twice = [...log.entries, log.entries[29] as Uint8Array]
    await expect(
      mirrorOf(log, [...twice, log.entries[26] as Uint8Array]).then((dir) => fsck(dir)),
    ).rejects.toMatchObject({ code: 1 })
  })
})

describe('the signatures of phones', () => {
  const body = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes ?? []).toString())

  test('are checked under the key that the log names, wherever it stands', async () => {
    const log = await createTestLog(20, { signed: true })
    const [key, ...rest] = log.entries as [Uint8Array, ...Uint8Array[]]
    const dir = await mirrorOf(log, [...rest, key])
    expect(await fsck(dir)).toMatchObject({ signatures: { valid: 19, none: 1, revoked: 0 } })
    await expect(mirrorOf(log, rest).then((path) => fsck(path))).rejects.toMatchObject({
      message: expect.stringContaining('does not name'),
    })
  })

  test('are wrong when the server changed what the phone recorded', async () => {
    const log = await createTestLog(8, { signed: true })
    const last = body(log.entries[7])
    const forged = canonicalBytes({ ...last, details: { ...last.details, kind: 'spraying' } })
    await expect(
      mirrorOf(log, [...log.entries.slice(0, 7), forged]).then((dir) => fsck(dir)),
    ).rejects.toMatchObject({
      message: 'Entry 7 was not signed by the phone it names.',
    })
  })

  test('of a phone that was revoked are counted apart, and its key can be neither changed nor given back', async () => {
    const log = await createTestLog(4, { signed: true, batches: 1 })
    const key = body(log.entries[0])
    const version = (sequence: number, prev: Uint8Array, data: object) =>
      canonicalBytes({
        ...key,
        subject: { ...key.subject, sequence, prev: toBase64Url(leafHash(prev)) },
        data: { ...key.data, ...data },
      })
    const first = log.entries[0] as Uint8Array
    const revoked = version(2, first, { revokedAt: '2026-11-20T08:00:00.000Z' })
    const [, one, two, three] = log.entries as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    expect(await fsck(await mirrorOf(log, [first, one, revoked, two, three]))).toMatchObject({
      signatures: { valid: 1, revoked: 2, none: 2 },
    })
    const other = body((await createTestLog(1, { signed: true })).entries[0]).data
    for (const wrong of [version(3, revoked, {}), version(3, revoked, other)])
      await expect(mirrorOf(log, [first, revoked, wrong]).then((dir) => fsck(dir))).rejects.toMatchObject({
        message: expect.stringContaining('Entry 2 gives the phone'),
      })
  })
})

test('entries of a later version keep their place', async () => {
  const log = await createTestLog(2, { batches: 1 })
  const newer = Buffer.from('{"v":2,"type":"harvest","b":1,"a":2}')
  const last = JSON.parse(Buffer.from(log.entries[1] ?? []).toString())
  const link = { sequence: 3, prev: toBase64Url(leafHash(newer)) }
  const after = canonicalBytes({ ...last, batches: [{ ...last.batches[0], ...link }] })
  expect(await fsck(await mirrorOf(log, [log.entries[0] as Uint8Array, newer, after]))).toMatchObject({
    size: 3,
  })
})
