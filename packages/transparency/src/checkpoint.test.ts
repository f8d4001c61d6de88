import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  formatCheckpoint,
  generateKey,
  LogError,
  leafHash,
  openCheckpoint,
  parseCheckpoint,
  signatureLine,
  signCheckpoint,
} from './index.ts'
import { readVector, withVectors } from './testing/vectors.ts'

const root = leafHash(new Uint8Array())
const base64 = Buffer.from(root).toString('base64')

withVectors('the tree note of the Go checksum database', () => {
  test('is read and written as published', () => {
    const { treeNote } = JSON.parse(readVector('signed-note/cases.json'))
    const checkpoint = parseCheckpoint(treeNote.text)
    expect(checkpoint).toMatchObject({ origin: 'go.sum database tree', size: treeNote.size })
    expect(checkpoint.root).toEqual(leafHash(Buffer.from(treeNote.rootIsLeafHashOf)))
    expect(formatCheckpoint(checkpoint)).toBe(treeNote.text)
  })
})

describe('a checkpoint', () => {
  test('comes back from its text as it went in', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n'))
    fc.assert(
      fc.property(line, fc.maxSafeNat(), fc.array(line, { maxLength: 3 }), (origin, size, extensions) => {
        const checkpoint = { origin, size, root, extensions }
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint)
      }),
    )
  })

  test.each([
    ['no last newline', `log\n1\n${base64}`],
    ['no origin', `\n1\n${base64}\n`],
    ['two lines', 'log\n1\n'],
    ['a leading zero', `log\n01\n${base64}\n`],
    ['a sign', `log\n+1\n${base64}\n`],
    ['an exponent', `log\n1e3\n${base64}\n`],
    ['a size above 2^53', `log\n9007199254740992\n${base64}\n`],
    ['a root of 31 bytes', `log\n1\n${Buffer.from(root.slice(1)).toString('base64')}\n`],
    ['a root with spare bits', `log\n1\n${base64.slice(0, -2)}V=\n`],
    ['a root in base64url', `log\n1\n${base64.replace(/.$/, '')}\n`],
    ['an empty extension', `log\n1\n${base64}\n\n`],
  ])('with %s is malformed', (_what, text) => {
    expect(() => parseCheckpoint(text)).toThrow(LogError)
  })

  test.each(['evil\n999', ''])('is not written for the origin %j', (origin) => {
    expect(() => formatCheckpoint({ origin, size: 1, root })).toThrow(LogError)
  })

  test('opens with the key of its log, and tells which witnesses saw it', async () => {
    const [log, next, witness, stranger] = await Promise.all([
      generateKey('farm.example/log'),
      generateKey('farm.example/log'),
      generateKey('w', 4),
      generateKey('x', 4),
    ])
    const checkpoint = { origin: log.name, size: 3, root }
    const text = formatCheckpoint(checkpoint)
    const lines = [await signatureLine(witness, text, 9), await signatureLine(stranger, text, 9)]
    const note = (await signCheckpoint(checkpoint, log, next)) + lines.join('')
    for (const key of [log, next])
      expect(await openCheckpoint(note, [key], [witness])).toMatchObject({
        ...checkpoint,
        text,
        cosignatures: [{ key: { name: 'w' }, timeSeconds: 9 }],
      })
  })

  test('that only a witness signed is not the log’s', async () => {
    const [log, witness] = [await generateKey('log'), await generateKey('w', 4)]
    const text = formatCheckpoint({ origin: 'log', size: 3, root })
    const note = `${text}\n${await signatureLine(witness, text, 9)}`
    await expect(openCheckpoint(note, [log], [witness])).rejects.toMatchObject({ code: 'UNSIGNED' })
  })

  test('of another log is refused, although a known key signed it', async () => {
    const log = await generateKey('log')
    const note = await signCheckpoint({ origin: 'other', size: 3, root }, log)
    await expect(openCheckpoint(note, [log])).rejects.toMatchObject({ code: 'WRONG_ORIGIN' })
  })
})
