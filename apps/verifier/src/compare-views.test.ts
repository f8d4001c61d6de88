import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { formatTlogProof, openCheckpoint, signCheckpoint, verifyConsistency } from '@nguon/transparency'
import { compare, gossip } from './compare-views.ts'
import { mirror } from './mirror.ts'
import { newFolder, serveFolder } from './testing/test-folder.ts'
import { createTestLog, type TestLog } from './testing/test-log.ts'
import { writeLog } from './testing/write-log.ts'

/** A server that shows the log with these entries. */
async function show(log: TestLog, entries: readonly Uint8Array[]): Promise<{ url: string; note: string }> {
  const path = newFolder()
  const note = await writeLog(path, entries, log.key)
  return { url: (await serveFolder(path)).url, note }
}

const hash = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64'))

describe('two views of a log', () => {
  test('agree when one goes on from the other, in either order', async () => {
    const log = await createTestLog(400)
    const [small, large, none] = [
      await show(log, log.entries.slice(0, 130)),
      await show(log, log.entries),
      await show(log, []),
    ]
    const options = { key: [log.vkey] }
    expect(await compare(small.url, large.url, options)).toEqual({
      origin: log.key.name,
      size: 130,
      newest: 400,
    })
    expect(await compare(large.url, small.url, options)).toEqual({
      origin: log.key.name,
      size: 130,
      newest: 400,
    })
    expect(await compare(large.url, large.url, options)).toMatchObject({ size: 400, newest: 400 })
    expect(await compare(none.url, large.url, options)).toMatchObject({ size: 0, newest: 400 })
  })

  test('with the same number of entries and another root are the proof of misbehaviour by themselves', async () => {
    const log = await createTestLog(20)
    const [one, two] = [await show(log, log.entries), await show(log, [...log.entries].reverse())]
    const failed = compare(one.url, two.url, { key: [log.vkey] })
    await expect(failed).rejects.toMatchObject({ code: 1, evidence: expect.stringContaining(one.note) })
    await expect(failed).rejects.toMatchObject({ evidence: expect.stringContaining(two.note) })
  })

  test.each([
    [1, 2],
    [130, 400],
    [256, 300],
    [300, 400],
  ])(
    'of %d and %d entries that contradict each other give a proof that anybody can check',
    async (from, to) => {
      const log = await createTestLog(to)
      const forked = [...log.entries.slice(0, from - 1), Buffer.from('{}'), ...log.entries.slice(from)]
      const [older, newer] = [await show(log, log.entries.slice(0, from)), await show(log, forked)]
      const error = await compare(newer.url, older.url, { key: [log.vkey] }).catch((failure) => failure)
      expect(error).toMatchObject({ code: 1, message: expect.stringContaining('signed two histories') })

      // what a third person does with nothing but this text and the key of the log
      const [, one = '', two = '', root, path = ''] =
        /The first.*?:\n\n(.*?)\nThe second.*?:\n\n(.*?\n)\nThe second tree[^\n]*\n([^\n]*)\n[^\n]*\n?(.*)$/s.exec(
          error.evidence,
        ) ?? []
      const [first, second] = [await openCheckpoint(one, [log.key]), await openCheckpoint(two, [log.key])]
      const proof = path.split('\n').filter(Boolean).map(hash)
      expect([first.size, second.size]).toEqual([from, to])
      const claim = { from, to, toRoot: second.root, proof }
      expect(verifyConsistency({ ...claim, fromRoot: hash(root) })).toBe(true)
      expect(verifyConsistency({ ...claim, fromRoot: first.root })).toBe(false)
    },
  )

  test('of two logs, or of another key, are not compared', async () => {
    const [log, other] = [await createTestLog(3), await createTestLog(3)]
    const [one, two] = [await show(log, log.entries), await show(other, other.entries)]
    await expect(compare(one.url, two.url, {})).rejects.toMatchObject({ code: 1 })
    await expect(compare(one.url, two.url, { key: [log.vkey] })).rejects.toMatchObject({ code: 1 })
  })

  test('are not compared by tiles that are not of the tree that was signed', async () => {
    const log = await createTestLog(40)
    const [older, path] = [await show(log, log.entries.slice(0, 30)), newFolder()]
    await writeLog(path, log.entries, log.key)
    const other = newFolder()
    await writeLog(other, [...log.entries].reverse(), log.key)
    cpSync(join(other, 'tile'), join(path, 'tile'), { recursive: true })
    const { url } = await serveFolder(path)
    await expect(compare(older.url, url, { key: [log.vkey] })).rejects.toMatchObject({
      message: expect.stringContaining('are not those of the tree that was signed'),
    })
  })
})

describe('a checkpoint that somebody was given', () => {
  test('is held against a server or a mirror; a receipt will do', async () => {
    const log = await createTestLog(30)
    const early = await show(log, log.entries.slice(0, 12))
    const now = await show(log, log.entries)
    const dir = newFolder()
    await mirror(now.url, dir, { key: [log.vkey] })
    const receipt = formatTlogProof({ index: 1, proof: [], checkpoint: early.note })
    for (const text of [early.note, receipt])
      for (const at of [now.url, dir])
        expect(await gossip(text, at, { key: [log.vkey] })).toMatchObject({ size: 12, newest: 30 })
    expect((await gossip(early.note, now.url, {})).warning).toContain(log.vkey)
  })

  test('shows a second history, and a log that hides what it signed', async () => {
    const log = await createTestLog(30)
    const { url } = await show(log, log.entries.slice(0, 20))
    const other = await show(log, log.entries.slice(1, 12))
    await expect(gossip(other.note, url, { key: [log.vkey] })).rejects.toMatchObject({
      code: 1,
      evidence: expect.stringContaining(other.note),
    })
    const later = await show(log, log.entries)
    await expect(gossip(later.note, url, { key: [log.vkey] })).rejects.toMatchObject({
      code: 1,
      message: expect.stringContaining('hides what it has signed'),
      evidence: expect.stringContaining(later.note),
    })
  })

  test('that the log did not sign says nothing', async () => {
    const [log, other] = [await createTestLog(3), await createTestLog(3)]
    const { url } = await show(log, log.entries)
    const forged = await signCheckpoint(
      { origin: log.key.name, size: 3, root: new Uint8Array(32) },
      other.key,
    )
    for (const text of [forged, '', 'c2sp.org/tlog-proof@v1\n'])
      await expect(gossip(text, url, { key: [log.vkey] })).rejects.toMatchObject({ code: 1 })
  })
})
