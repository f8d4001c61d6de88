import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  formatSignerKey,
  formatVerifierKey,
  generateKey,
  LogError,
  openNote,
  parseNote,
  parseSignerKey,
  parseVerifierKey,
  signatureLine,
  signNote,
  verifierKey,
  verifyWith,
} from './index.ts'
import { present, readVector, withVectors } from './testing/vectors.ts'

interface Case {
  readonly name: string
  readonly note?: string
  readonly noteBase64?: string
  readonly verifiers: string[]
  readonly ok: boolean
  readonly verified?: string[]
  readonly unverified?: string[]
  readonly error?: string
}

const published = present ? JSON.parse(readVector('signed-note/cases.json')) : {}
const cases: Case[] = [...(published.fromGolangMod ?? []), ...(published.fromC2SP ?? [])]
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name)
const codes: Record<string, string> = {
  'malformed note': 'MALFORMED',
  'invalid signature': 'SIGNATURE_INVALID',
  'note has no verifiable signatures': 'UNSIGNED',
}

withVectors('signed notes that others published (13)', () => {
  test('are all there', () => {
    expect(cases).toHaveLength(13)
  })

  test.each(cases)('$name', async ({ note, noteBase64, verifiers, ok, verified, unverified, error }) => {
    const bytes = noteBase64 ? new Uint8Array(Buffer.from(noteBase64, 'base64')) : (note ?? '')
    const opened = openNote(bytes, verifiers.map(parseVerifierKey))
    if (!ok) return expect(opened).rejects.toMatchObject({ code: codes[error ?? ''] })
    const { checked, unknown } = await opened
    expect(names(checked.map(({ key }) => key))).toEqual(verified)
    expect(names(unknown)).toEqual(unverified)
  })

  test.each(present ? (published.badVerifierKeysGolangMod as string[]) : [])(
    'the key %s is refused',
    (key) => {
      expect(() => parseVerifierKey(key)).toThrow(LogError)
    },
  )
})

withVectors('Ed25519 (Wycheproof vectors)', () => {
  test('accepts what is valid by RFC 8032 and nothing else', async () => {
    const { testGroups } = JSON.parse(readVector('wycheproof/ed25519_test.json'))
    const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
    const wrong: number[] = []
    let count = 0
    for (const { publicKey, tests } of testGroups)
      for (const { tcId, msg, sig, result } of tests) {
        count += 1
        const accepted = await verifyWith({ publicKey: hex(publicKey.pk) }, hex(sig), hex(msg))
        if (accepted !== (result === 'valid')) wrong.push(tcId)
      }
    expect(wrong).toEqual([])
    expect(count).toBe(151)
  })
})

describe('a note', () => {
  const text = 'Sổ truy xuất\n\n7\n'

  test('opens for whoever knows one of its signers', async () => {
    const [log, witness, stranger] = await Promise.all(
      ['log', 'witness', 'x'].map((name) => generateKey(name)),
    )
    if (!log || !witness || !stranger) throw new Error('no keys')
    const note = await signNote(text, log, witness)
    const opened = await openNote(Buffer.from(note), [witness])
    expect(opened).toMatchObject({
      text,
      checked: [{ key: { name: 'witness' } }],
      unknown: [{ name: 'log' }],
    })
    await expect(openNote(note, [stranger])).rejects.toMatchObject({ code: 'UNSIGNED' })
  })

  test('is refused whole when a known key is named and did not sign it', async () => {
    const [log, other] = [await generateKey('log'), await generateKey('log')]
    const note = await signNote(text, log, other)
    await expect(openNote(note.replace('7', '8'), [log, other])).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
    })
  })

  test('is refused with any byte of it changed, but for the lines of strangers', async () => {
    const log = await generateKey('log')
    const note = Buffer.from(await signNote(text, log))
    for (let at = 0; at < note.length; at++) {
      const forged = Uint8Array.from(note, (byte, index) => (index === at ? byte ^ 1 : byte))
      await expect(openNote(forged, [log])).rejects.toThrow(LogError)
    }
  })

  test('counts a signer once, however many lines it has', async () => {
    const log = await generateKey('log')
    const note = await signNote(text, log, log)
    expect((await openNote(note, [log])).checked).toHaveLength(1)
  })

  test('says when a witness saw it', async () => {
    const witness = await generateKey('w', 4)
    const note = `${text}\n${await signatureLine(witness, text, 1_679_315_147)}`
    expect((await openNote(note, [witness])).checked).toMatchObject([{ timeSeconds: 1_679_315_147 }])
    const plain = verifierKey('w', 1, witness.publicKey)
    await expect(openNote(note, [plain])).rejects.toMatchObject({ code: 'UNSIGNED' })
    await expect(signatureLine(witness, text)).rejects.toThrow(TypeError)
    await expect(signatureLine(await generateKey('l'), text, 1)).rejects.toThrow(TypeError)
  })

  test.each(['', 'no newline', 'tab\t\n', 'lone \ud800\n'])('is not signed over %j', async (wrong) => {
    await expect(signNote(wrong, await generateKey('log'))).rejects.toThrow(LogError)
  })

  test('of 17 signatures, or of a length nobody needs, is refused', async () => {
    const line = await signatureLine(await generateKey('log'), text)
    expect(parseNote(`${text}\n${line.repeat(16)}`).signatures).toHaveLength(16)
    expect(() => parseNote(`${text}\n${line.repeat(17)}`)).toThrow(LogError)
    expect(() => parseNote(`${'a'.repeat(100_000)}\n\n${line}`)).toThrow(LogError)
  })
})

describe('a key', () => {
  test('comes back from its text as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z0-9./ơ-ư-]{1,30}$/),
        fc.constantFrom(1, 4),
        async (name, type) => {
          const key = await generateKey(name, type as 1 | 4)
          expect(await parseSignerKey(formatSignerKey(key))).toEqual(key)
          const { secret: _secret, ...published } = key
          expect(parseVerifierKey(formatVerifierKey(key))).toEqual(published)
        },
      ),
      { numRuns: 20 },
    )
  })

  test.each(['a b', 'a+b', '', 'a\u00a0b', 'a\u3000b', 'a\nb'])('has no name like %j', (name) => {
    expect(() => verifierKey(name, 1, new Uint8Array(32))).toThrow(LogError)
  })

  test('that is published with the id or the name of another is refused', async () => {
    const key = await generateKey('log')
    expect(() => parseVerifierKey(formatVerifierKey({ ...key, id: '00000000' }))).toThrow(LogError)
    expect(() => parseVerifierKey(formatVerifierKey({ ...key, name: 'other' }))).toThrow(LogError)
    expect(() => parseVerifierKey(`${formatVerifierKey(key)}A`)).toThrow(LogError)
  })

  test('with the id or the bytes of another is refused', async () => {
    const text = formatSignerKey(await generateKey('log'))
    const other = formatSignerKey(await generateKey('log'))
    await expect(parseSignerKey(text.slice(0, 25) + other.slice(25))).rejects.toThrow(LogError)
    await expect(parseSignerKey(text.replace('PRIVATE', 'PUBLIC'))).rejects.toThrow(LogError)
    await expect(parseSignerKey(`${text}=`)).rejects.toThrow(LogError)
  })
})

describe('any bytes', () => {
  const line = fc.constantFrom(
    '— a AAAAAAAA',
    '— ',
    '—',
    ' ',
    '\n',
    '\n\n',
    'AAAAAAA=',
    '\ud800',
    '\u0000',
    '+',
    'log',
  )
  const noteLike = fc.array(fc.oneof(line, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
  const input = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    noteLike.map((parts) => parts.join('')),
    noteLike.map((parts) => `${parts.join('')}\n\n— a AAAAAAAA\n`),
  )

  test('are a note or malformed, never a crash (100,000)', () => {
    let notes = 0
    fc.assert(
      fc.property(input, (bytes) => {
        try {
          const { text, signatures } = parseNote(bytes)
          notes += 1
          const whole = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()
          return `${text}\n${signatures.map(({ line }) => line).join('')}` === whole
        } catch (error) {
          return error instanceof LogError && error.code === 'MALFORMED'
        }
      }),
      { numRuns: 100_000 },
    )
    expect(notes).toBeGreaterThan(1000)
  })
})
