import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'
import { canonicalBytes } from '@nguon/transparency'
import { newFolder } from './testing/test-folder.ts'
import { createTestLog, type TestLog } from './testing/test-log.ts'

const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
const home = new URL('..', import.meta.url).pathname

/** Runs a program of Node. @returns its exit code and what it printed */
const runNode = (...words: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(process.execPath, words, { cwd: home }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, said: out + err }),
    )
  })

let program: string
let log: TestLog
/** Three bundles that a phone signed, for more than one thread. */
beforeAll(async () => {
  const folder = newFolder()
  expect(await runNode(vite, 'build', '--outDir', folder)).toMatchObject({ code: 0 })
  program = join(folder, 'nguon-log.js')
  log = await createTestLog(700, { signed: true, batches: 350 })
})

test('the program as it is built checks what phones signed in threads of its own, and ends', async () => {
  await log.publish(log.entries)
  const { code, said } = await runNode(program, 'fsck', log.path, '--key', log.vkey)
  expect([code, said]).toEqual([0, expect.stringContaining('699 signatures of phones are right, 1 entries')])
})

test('what its threads find wrong, it says', async () => {
  const [before, forged] = [log.entries.slice(0, 600), log.entries[600] as Uint8Array]
  const body = JSON.parse(Buffer.from(forged).toString())
  const other = canonicalBytes({ ...body, details: { ...body.details, kind: 'spraying' } })
  await log.publish([...before, other]) // the server signed it; the phone did not
  const { code, said } = await runNode(program, 'fsck', log.path, '--key', log.vkey)
  expect([code, said]).toEqual([1, 'Entry 600 was not signed by the phone it names.\n'])
})
