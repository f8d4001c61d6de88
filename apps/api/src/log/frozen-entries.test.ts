import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { type Id, TraceEvent, type Version, versions } from '@nguon/domain'
import { checkSigner, deviceKeysOf, fromBase64Url, leafHash, openEntry, sha256 } from '@nguon/transparency'
import * as z from 'zod'
import { type Head, openEvent, sealEvent, sealVersion } from '../events/entry.ts'

/**
 * Entries as version 1 stored them, one of each type and some with private fields or a signature, a line each. They stand in logs that nobody may change: what is written here
 * never changes, and neither does what is read from it.
 */
const file = readFileSync(new URL('testing/frozen-entries.jsonl', import.meta.url))
const lines = file.toString().trimEnd().split('\n')
const entries = lines.map((line) => [String(JSON.parse(line).type), Buffer.from(line)] as const)

const Link = z.looseObject({ sequence: z.int(), prev: z.string().nullable() })
const headBefore = (link: unknown): Head => {
  const { sequence, prev } = Link.parse(link)
  return { sequence: sequence - 1, leafHash: prev === null ? undefined : fromBase64Url(prev) }
}

test('the frozen entries are those that were frozen', () => {
  expect(entries).toHaveLength(36)
  expect(Buffer.from(sha256(file)).toString('hex')).toBe(
    'a8239371a08df782fd39bfaa90404bdffa8fb0ad77e151e6b105c236657783ec',
  )
})

describe('an entry that version 1 stored', () => {
  test.each(entries)('is read, and would be written again byte for byte: %s', (type, bytes) => {
    const written = type.endsWith('_version') ? versionAgain(bytes) : eventAgain(bytes)
    expect(Buffer.from(written.bytes).toString()).toBe(bytes.toString())
    expect([openEntry(bytes).leafHash, leafHash(bytes)]).toEqual([written.leafHash, written.leafHash])
  })

  test('bears the signature of its phone', async () => {
    const opened = entries.map(([, bytes]) => openEntry(bytes))
    const signed = opened.filter(({ body }) => body.device !== undefined)
    const checked = await Promise.all(signed.map((entry) => checkSigner(entry, 1, deviceKeysOf(opened))))
    expect(checked).toEqual(['valid'])
  })
})

function eventAgain(bytes: Buffer) {
  const { event, recordedAt, importedAt, marks } = openEvent(bytes)
  expect(TraceEvent.safeParse(event).error).toBeUndefined()
  const links: [Id, Head][] = JSON.parse(bytes.toString()).batches.map((item: { batchId: Id }) => [
    item.batchId,
    headBefore(item),
  ])
  return sealEvent(event, new Map(links), marks, { recordedAt, importedAt })
}

function versionAgain(bytes: Buffer) {
  const { recordedAt, importedAt, type: _type, subject, ...rest } = JSON.parse(bytes.toString())
  const { sequence: _sequence, prev: _prev, ...named } = subject
  const version: Version = { ...rest, subject: named }
  expect(versions[version.subject.kind].safeParse(version).error).toBeUndefined()
  return sealVersion(version, headBefore(subject), { recordedAt, importedAt })
}
