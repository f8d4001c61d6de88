import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import {
  addCosignatures,
  consistencyProof,
  formatAddCheckpoint,
  generateKey,
  openCheckpoint,
  readNodesOfTiles,
  type SignerKey,
  signatureLine,
  signCheckpoint,
} from '@nguon/transparency'
import { openSource } from './log-source.ts'
import { readHashes } from './read-tree.ts'
import { newFolder, untilEnd } from './testing/test-folder.ts'
import { createTestLog, type TestLog } from './testing/test-log.ts'
import { serveWitness } from './witness.ts'

const now = () => new Date('2026-11-20T08:00:00.900Z')

let log: TestLog
let key: SignerKey
let statePath: string
let url: string

const start = async () => (await untilEnd(serveWitness({ key, logKeys: [log.key], statePath, now }, '0'))).url

beforeEach(async () => {
  log = await createTestLog(60)
  key = await generateKey('witness.example/w1', 4)
  statePath = newFolder()
  url = await start()
})

/** What a log sends when it has grown from `old` to `size`. */
async function request(old: number, size: number, entries = log.entries) {
  const checkpoint = await log.publish(entries.slice(0, size))
  const readNodes = readNodesOfTiles(size, (tile) => readHashes(openSource(log.path), tile))
  const proof = old > 0 && old <= size ? await consistencyProof(old, size, readNodes) : []
  return { old, proof, checkpoint }
}

const post = (body: string) => fetch(`${url}/add-checkpoint`, { method: 'POST', body })
const add = async (old: number, size: number) => post(formatAddCheckpoint(await request(old, size)))
const hashOfLog = () => createHash('sha256').update(log.key.name).digest('hex')

describe('a witness', () => {
  test('cosigns what goes on from what it saw, and shows it', async () => {
    for (const [old, size] of [
      [0, 7],
      [7, 7],
      [7, 60],
    ] as const) {
      const sent = await request(old, size)
      const answer = await post(formatAddCheckpoint(sent))
      expect(answer.status).toBe(200)
      const note = await addCosignatures(sent.checkpoint, await answer.text(), [key])
      const { cosignatures } = await openCheckpoint(note, [log.key], [key])
      expect(cosignatures).toMatchObject([{ timeSeconds: 1_795_161_600 }])
      expect(await (await fetch(`${url}/${hashOfLog()}/checkpoint`)).text()).toBe(note)
    }
  })

  test('says the size it knows to who starts from another', async () => {
    await add(0, 7)
    const answer = await add(5, 9)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '7\n',
    ])
    expect((await add(0, 7)).status).toBe(409)
    expect((await add(7, 5)).status).toBe(400)
  })

  test('refuses a second history: the same size with another root, and a proof that does not lead there', async () => {
    await add(0, 7)
    const reversed = [...log.entries].reverse()
    expect((await post(formatAddCheckpoint({ ...(await request(0, 7, reversed)), old: 7 }))).status).toBe(409)
    expect((await post(formatAddCheckpoint(await request(7, 20, reversed)))).status).toBe(422)
    expect((await post(formatAddCheckpoint({ ...(await request(7, 20)), proof: [] }))).status).toBe(422)
    expect((await add(7, 20)).status).toBe(200)
  })

  test('knows its logs by their keys', async () => {
    const stranger = await generateKey('elsewhere.example/log')
    const thief = await generateKey(log.key.name)
    const { size, root } = await openCheckpoint((await request(0, 7)).checkpoint, [log.key])
    for (const [signer, status] of [
      [stranger, 404],
      [thief, 403],
    ] as const) {
      const checkpoint = await signCheckpoint({ origin: signer.name, size, root }, signer)
      expect((await post(formatAddCheckpoint({ old: 0, proof: [], checkpoint }))).status).toBe(status)
    }
  })

  test('answers what is no request, and is not drowned by a long one', async () => {
    expect((await post('')).status).toBe(400)
    expect((await post('old 0\n\nnonsense\n')).status).toBe(400)
    expect((await post('x'.repeat(200_000))).status).toBe(413)
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405)
    for (const path of [
      '',
      'checkpoint',
      `${hashOfLog()}/checkpoint`,
      '../checkpoint',
      `${'0'.repeat(64)}/checkpoint`,
    ])
      expect((await fetch(`${url}/${path}`)).status).toBe(404)
  })

  test('asked by many at once never cosigns two histories', async () => {
    await add(0, 7)
    const bodies: string[] = []
    for (const entries of [log.entries, [...log.entries.slice(0, 7), ...log.entries.slice(8)]])
      for (const size of [20, 21]) bodies.push(formatAddCheckpoint(await request(7, size, entries)))
    const statuses = (await Promise.all(bodies.map(post))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409, 409, 409])
  })

  test('remembers over a restart, and does not start when its memory is damaged', async () => {
    await add(0, 7)
    url = await start()
    expect((await add(0, 9)).status).toBe(409)
    const file = join(statePath, hashOfLog(), 'checkpoint')
    writeFileSync(file, readFileSync(file, 'utf8').replace('\n7\n', '\n5\n'))
    await expect(start()).rejects.toMatchObject({ code: 1 })
    expect((await add(7, 9)).status).toBe(500)
  })

  test('is not stopped by lines that anybody can put below a note', async () => {
    const sent = await request(0, 7)
    const strangers = await Promise.all(Array.from({ length: 15 }, () => generateKey('x')))
    const { text } = await openCheckpoint(sent.checkpoint, [log.key])
    const lines = await Promise.all(strangers.map((stranger) => signatureLine(stranger, text)))
    const answer = await post(formatAddCheckpoint({ ...sent, checkpoint: sent.checkpoint + lines.join('') }))
    expect(answer.status).toBe(200)
    expect((await add(7, 9)).status).toBe(200)
  })
})
