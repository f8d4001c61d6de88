import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Platform, startPlatform } from './platform.ts'
import { untilSealed } from './until-sealed.ts'

const noodles = '/01/09520003000025/10/MD260115A'
const program = new URL('../../verifier/dist/nguon-log.js', import.meta.url).pathname

/** Runs `nguon-log` as a person would. @returns its exit code and its answer in JSON */
const nguonLog = (...words: string[]) =>
  new Promise<{ code: number | null; answer: Record<string, unknown> }>((resolve) => {
    const child = execFile('node', [program, ...words, '--json'], (_error, out) =>
      resolve({ code: child.exitCode, answer: JSON.parse(out) }),
    )
  })

let platform: Platform
let folder: string
let log: string
let mirror: string
let policy: string
/** A receipt of the noodles' first entry, and its id. */
let receipt: string
let entryId: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nguon-log-'))
  ;[mirror, policy, receipt] = ['mirror', 'policy', 'receipt.tlog-proof'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  platform = await startPlatform()
  log = `${platform.url}/log`
  entryId = (await untilSealed(platform, noodles))[0]?.id ?? ''
  writeFileSync(policy, await textAt('/log/policy'))
  writeFileSync(receipt, await textAt(`/api/v1/events/${entryId}/receipt`))
  expect(await nguonLog('mirror', log, mirror, '--policy', policy)).toMatchObject({ code: 0 })
}, 60_000)
afterAll(async () => {
  await platform?.stop()
  rmSync(folder, { recursive: true })
})

async function textAt(path: string): Promise<string> {
  const answer = await fetch(`${platform.url}${path}`)
  if (!answer.ok) throw new Error(`${path} is answered ${answer.status}`)
  return answer.text()
}

test('somebody copies the whole log of a running server, and finds all of it right', async () => {
  const { code, answer } = await nguonLog('fsck', mirror)
  expect([code, answer.ok]).toEqual([0, true])
  expect(answer.size).toBeGreaterThan(100)
  expect(answer.batches).toBeGreaterThan(10)
  expect(await nguonLog('mirror', log, mirror)).toMatchObject({ code: 0 }) // under the key that it keeps
})

test('the server and the copy show one history', async () => {
  expect(await nguonLog('compare', log, mirror)).toMatchObject({ code: 0 })
})

test('a receipt of the server is right without a network, and its checkpoint belongs to the same history', async () => {
  const checked = await nguonLog('check', receipt, '--policy', policy)
  expect(checked).toMatchObject({ code: 0, answer: { entry: { id: entryId } } })
  expect(await nguonLog('gossip', receipt, mirror)).toMatchObject({ code: 0 })
  expect(await nguonLog('gossip', receipt, log, '--policy', policy)).toMatchObject({ code: 0 })
})

test('a receipt in which a letter was changed is refused', async () => {
  const forged = join(folder, 'forged.tlog-proof')
  const edit = (_all: string, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`
  writeFileSync(forged, readFileSync(receipt, 'utf8').replace(/^(extra .{40})(.)/m, edit))
  expect(await nguonLog('check', forged, '--policy', policy)).toMatchObject({ code: 1 })
})

test('one byte of the copy that was changed is seen, and where', async () => {
  const bundle = join(mirror, readMirror('entries'))
  const bytes = readFileSync(bundle)
  const place = bytes.length >> 1
  writeFileSync(bundle, bytes.with(place, (bytes[place] ?? 0) ^ 1))
  try {
    expect(await nguonLog('fsck', mirror)).toMatchObject({ code: 1, answer: { ok: false } })
  } finally {
    writeFileSync(bundle, bytes)
  }
  expect(await nguonLog('fsck', mirror)).toMatchObject({ code: 0 })
})

/** The first file of a level in the mirror: full, or as far as it is filled. */
function readMirror(level: string): string {
  const full = `tile/${level}/000`
  const size = Number(readFileSync(join(mirror, 'checkpoint'), 'utf8').split('\n')[1])
  return existsSync(join(mirror, full)) && size >= 256 ? full : `${full}.p/${size}`
}
