import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import {
  addCosignatures,
  cosign,
  formatPolicy,
  formatTlogProof,
  formatVerifierKey,
  generateKey,
  inclusionProof,
  openCheckpoint,
  readNodesOfTiles,
} from '@nguon/transparency'
import { checkReceipt } from './check-receipt.ts'
import { openSource } from './log-source.ts'
import { readHashes } from './read-tree.ts'
import { newFolder } from './testing/test-folder.ts'
import { createTestLog } from './testing/test-log.ts'

/** The receipt of an entry of a log of 300, with a witness. */
async function givenReceipt() {
  const log = await createTestLog(300)
  const checkpoint = await log.publish(log.entries)
  const witness = await generateKey('witness.example', 4)
  const line = await cosign(witness, await openCheckpoint(checkpoint, [log.key]), 1_800_000_000)
  const source = openSource(log.path)
  const readNodes = readNodesOfTiles(300, (tile) => readHashes(source, tile))
  const receipt = {
    index: 270,
    proof: await inclusionProof(270, 300, readNodes),
    checkpoint: await addCosignatures(checkpoint, line, [witness]),
  }
  const dir = newFolder()
  const write = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(dir, name), bytes)
    return join(dir, name)
  }
  const entry = log.entries[270] as Uint8Array
  const file = write('a.tlog-proof', formatTlogProof({ ...receipt, extra: entry }))
  return { log, witness, receipt, entry, write, file }
}

test('a receipt shows its entry, and who saw the log', async () => {
  const { log, witness, file, write, receipt, entry } = await givenReceipt()
  const policy = write(
    'policy',
    formatPolicy({ logs: [{ key: log.key }], witnesses: [{ key: witness }], threshold: 1 }),
  )
  expect(await checkReceipt(file, { policy })).toMatchObject({
    ...{ origin: log.key.name, index: 270, size: 300, entry: { type: 'care' } },
    witnesses: [{ name: 'witness.example', at: '2027-01-15T08:00:00.000Z' }],
  })
  const bare = write('b.tlog-proof', formatTlogProof(receipt))
  const options = { key: [log.vkey], entry: write('entry.json', entry) }
  expect(await checkReceipt(bare, options)).toMatchObject({ index: 270, witnesses: [] })
  await expect(checkReceipt(bare, { key: [log.vkey] })).rejects.toMatchObject({ code: 2 })
})

test('a receipt without a key, or with a file that is not there, is wrong usage', async () => {
  const { file } = await givenReceipt()
  await expect(checkReceipt(file, {})).rejects.toMatchObject({ code: 2 })
  await expect(checkReceipt(`${file}x`, { key: ['x'] })).rejects.toMatchObject({ code: 2 })
})

test('a receipt of too few witnesses, of another entry, or of another key proves nothing', async () => {
  const { log, file, write } = await givenReceipt()
  const strangers = await Promise.all(['a', 'b'].map((name) => generateKey(name, 4)))
  const witnesses = strangers.map((key) => ({ key }))
  const policy = write('policy', formatPolicy({ logs: [{ key: log.key }], witnesses, threshold: 1 }))
  await expect(checkReceipt(file, { policy })).rejects.toMatchObject({ code: 1 })
  const entry = write('entry.json', log.entries[271] as Uint8Array)
  await expect(checkReceipt(file, { key: [log.vkey], entry })).rejects.toMatchObject({ code: 1 })
  const other = formatVerifierKey(await generateKey(log.key.name))
  await expect(checkReceipt(file, { key: [other] })).rejects.toMatchObject({ code: 1 })
})

test('a receipt of which a byte was changed is never one of something else', async () => {
  const { log, file, entry } = await givenReceipt()
  const bytes = readFileSync(file)
  const told = JSON.parse(Buffer.from(entry).toString())
  const noteAt = bytes.indexOf('\n\n')
  let refused = 0
  for (let at = 0; at < bytes.length; at++) {
    writeFileSync(
      file,
      bytes.map((byte, place) => (place === at ? byte ^ 1 : byte)),
    )
    const receipt = await checkReceipt(file, { key: [log.vkey] }).catch(() => undefined)
    if (!receipt) refused += 1
    else expect([receipt.entry, at > noteAt]).toEqual([told, true]) // only a line of a witness that nobody asked for
  }
  expect(refused).toBeGreaterThan(bytes.length - 160)
})
