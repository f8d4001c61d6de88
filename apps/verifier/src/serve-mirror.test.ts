import { expect, test } from '@jest/globals'
import { leafHash, toBase64Url } from '@nguon/transparency'
import { compare } from './compare-views.ts'
import { followHeads } from './follow-heads.ts'
import { mirror } from './mirror.ts'
import { serveMirror } from './serve-mirror.ts'
import { idOf } from './testing/make-entries.ts'
import { newFolder, serveFolder, untilEnd } from './testing/test-folder.ts'
import { createTestLog } from './testing/test-log.ts'

test('a mirror says where the history of a batch stands, also after it has grown', async () => {
  const log = await createTestLog(600, { batches: 3 })
  const [{ url }, dir] = [await serveFolder(log.path), newFolder()]
  await log.publish(log.entries.slice(0, 4))
  await mirror(url, dir, { key: [log.vkey] })
  const served = await untilEnd(serveMirror(dir, '0'))
  for (const size of [4, 4, 5, 257, 600]) {
    const checkpoint = await log.publish(log.entries.slice(0, size))
    await mirror(url, dir)
    for (const batch of [0, 1, 2]) {
      const sequence = Math.floor((size - 1 - batch) / 3) + 1
      const last = log.entries[(sequence - 1) * 3 + batch] ?? new Uint8Array()
      expect(await (await fetch(`${served.url}/batch/${idOf(batch)}/head`)).json()).toEqual({
        ...{ batchId: idOf(batch), sequence, leafHash: toBase64Url(leafHash(last)) },
        ...{ status: 'active', origin: log.key.name, size, checkpoint },
      })
    }
  }
  expect((await fetch(`${served.url}/batch/${idOf(9)}/head`)).status).toBe(404)
})

test('a head tells whether the batch is held or recalled, and by which entry', async () => {
  const types = ['harvest', 'hold', 'recall', 'care', 'release', 'recall_lifted', 'hold', 'release']
  const expected = [
    'active',
    'held',
    'recalled_held',
    'recalled_held',
    'recalled',
    'active',
    'held',
    'active',
  ]
  const log = await createTestLog(types.length, { batches: 1, typeOf: (index) => types[index] ?? '' })
  const [{ url }, dir] = [await serveFolder(log.path), newFolder()]
  for (const [at, status] of expected.entries()) {
    await log.publish(log.entries.slice(0, at + 1))
    await mirror(url, dir, { key: [log.vkey] })
    const head = (await followHeads(dir)()).batches.get(idOf(0))
    expect(head).toMatchObject({ sequence: at + 1, status })
    if (at === 3) expect(head?.stop).toMatchObject({ type: 'recall', sequence: 3 })
  }
})

test('a mirror can be mirrored and compared like the log itself, and shows nothing else', async () => {
  const log = await createTestLog(300)
  await log.publish(log.entries)
  const [{ url }, dir, second] = [await serveFolder(log.path), newFolder(), newFolder()]
  await mirror(url, dir, { key: [log.vkey] })
  const served = await untilEnd(serveMirror(dir, '0'))
  expect(await mirror(served.url, second, { key: [log.vkey] })).toMatchObject({ added: 300 })
  expect(await compare(url, served.url, { key: [log.vkey] })).toMatchObject({ newest: 300 })
  for (const path of [
    'log.vkey',
    '%2e%2e/x',
    'tile/0/001',
    'tile/entries/000.p/x',
    'checkpoint/',
    'batch/x/head/',
  ])
    expect((await fetch(`${served.url}/${path}`)).status).toBe(404)
  expect((await fetch(`${served.url}/checkpoint`, { method: 'POST' })).status).toBe(405)
})
