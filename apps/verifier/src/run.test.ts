import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parseVerifierKey } from '@nguon/transparency'
import type { Io } from './command.ts'
import { run } from './run.ts'
import { newFolder, serveFolder } from './testing/test-folder.ts'
import { createTestLog } from './testing/test-log.ts'
import { writeLog } from './testing/write-log.ts'

/** Runs a command; what it warned of stands before its errors. */
async function outcome(words: readonly string[], io: Partial<Io> = {}) {
  const warnings: string[] = []
  const plain: Io = {
    progress: () => {},
    warn: (text) => warnings.push(text),
    readStdin: async () => '',
    stopped: async () => {},
  }
  const { code, out, err } = await run(words, { ...plain, ...io })
  return { code, out, err: warnings.join('') + err }
}

describe('nguon-log', () => {
  test('mirrors, checks, and tells the heads, in sentences or in JSON', async () => {
    const log = await createTestLog(10, { batches: 2, typeOf: (index) => (index === 8 ? 'recall' : 'care') })
    const [{ url }, dir] = [await serveFolder(log.path), newFolder()]
    const note = await log.publish(log.entries)
    const first = await outcome(['mirror', url, dir])
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('ATTENTION') })
    expect(first.out).toContain('now holds 10 entries, 10 of them new')
    expect(await outcome(['fsck', dir])).toMatchObject({
      out: expect.stringContaining('2 batches and 0 other histories without a gap'),
    })
    expect(JSON.parse((await outcome(['fsck', dir, '--json'])).out)).toMatchObject({
      ok: true,
      size: 10,
      batches: 2,
    })
    expect((await outcome(['heads', dir])).out).toMatch(
      / 5 \S{43} recalled \(recall, entry 5, .*\n.* 5 \S{43} active\n$/,
    )
    expect(await outcome(['heads', dir, 'none'])).toMatchObject({ code: 2 })
    const readStdin = async () => note
    expect(await outcome(['gossip', '-', dir], { readStdin })).toMatchObject({
      code: 0,
      out: expect.stringContaining('same 10'),
    })
    expect(await outcome(['compare', url, dir])).toMatchObject({ code: 0, err: '' })
    expect(await outcome(['serve', dir, '--listen', '0'])).toMatchObject({ code: 0 })
  })

  test('ends with 1 and the proof when a log shows two histories', async () => {
    const log = await createTestLog(10)
    const [one, two] = [newFolder(), newFolder()]
    const notes = [
      await writeLog(one, log.entries, log.key),
      await writeLog(two, log.entries.slice(1), log.key),
    ]
    const urls = [(await serveFolder(one)).url, (await serveFolder(two)).url]
    const words = ['compare', ...urls, '--key', log.vkey]
    const { code, out, err } = await outcome(words)
    expect([code, err]).toEqual([1, expect.stringContaining('signed two histories')])
    for (const note of notes) expect(out).toContain(note)
    expect(JSON.parse((await outcome([...words, '--json'])).out)).toMatchObject({
      ok: false,
      code: 1,
      evidence: out,
    })
  })

  test.each([
    [[], 'nguon-log checks the log'],
    [['nonsense'], 'no command'],
    [['toString'], 'no command'],
    [['mirror', 'x'], 'Usage: nguon-log mirror URL DIR'],
    [['fsck', 'x', '--nonsense'], 'nonsense'],
    [['fsck', '/nonsense'], 'no mirror'],
    [['check', '/nonsense', '--key', 'x'], 'no key'],
    [['gossip', '/nonsense', 'x'], 'no file'],
    [['witness', '--listen', '0', '--log', 'x', '--key', '/nonsense'], 'new-key'],
    [['witness', '--listen', '0'], '--log'],
    [['serve', 'x'], 'no mirror'],
  ])('ends with 2 on %j', async (words, told) => {
    const { code, out, err } = await outcome(words)
    expect([code, out + err]).toEqual([2, expect.stringContaining(told)])
  })

  test('ends with 3 when a server cannot be reached, or a disk not be read', async () => {
    expect(await outcome(['mirror', 'http://127.0.0.1:1', newFolder()])).toMatchObject({
      code: 3,
      err: expect.stringContaining('could not be reached'),
    })
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    const log = await createTestLog(1)
    await log.publish(log.entries)
    const { url } = await serveFolder(log.path)
    expect(await outcome(['mirror', url, file])).toMatchObject({ code: 3 })
  })

  test('makes the key of a witness, which its owner alone can read, and witnesses with it', async () => {
    const file = join(newFolder(), 'witness.key')
    const { out } = await outcome(['new-key', 'witness.example/w1', file])
    expect(parseVerifierKey(out.split('\n')[0] ?? '')).toMatchObject({ name: 'witness.example/w1', type: 4 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await outcome(['new-key', 'witness.example/w1', file])).toMatchObject({ code: 2 })
    const { vkey } = await createTestLog(1)
    const told: string[] = []
    const words = ['witness', '--listen', '0', '--key', file, '--log', vkey]
    expect(await outcome(words, { progress: (text) => told.push(text) })).toMatchObject({ code: 0 })
    expect(told.join('')).toMatch(/^http:\/\/127\.0\.0\.1:\d+ witnesses as witness\.example\/w1\+/)
    expect(await outcome([...words.slice(0, 3), '--key', file, '--log', 'x'])).toMatchObject({ code: 2 })
    expect(await outcome(['witness', '--listen', '99999', ...words.slice(3)])).toMatchObject({ code: 2 })
  })
})
