import { describe, expect, test } from '@jest/globals'
import { stripMetadata } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import fc from 'fast-check'
import sharp from 'sharp'
import { inspectFile } from './inspect-file.ts'
import { allPictures, attachedTo, pictureOf, plainPdf, pngHeader, withMetadata } from './testing/pictures.ts'

/** The code of the refusal, or the type that was found. Anything else thrown is a bug. */
function verdict(bytes: Uint8Array, mime: string): string {
  try {
    return inspectFile(bytes, mime)
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

/** Of the processor, since then: what else the machine does is not counted. */
function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

const seed = Date.now() & 0x7fffffff
const run = { seed, numRuns: 2000 }

describe('a clean file is accepted', () => {
  test.each(allPictures)('%s (%s)', async (_name, mime, options) => {
    expect(verdict(await pictureOf(mime, options), mime)).toBe(mime)
  })

  test('with the colour profile its colours need', async () => {
    for (const mime of ['image/jpeg', 'image/png', 'image/webp'] as const)
      expect(
        verdict(
          await sharp(await pictureOf(mime))
            .withIccProfile('p3')
            .toBuffer(),
          mime,
        ),
      ).toBe(mime)
  })

  test('a pdf', () => expect(verdict(plainPdf, 'application/pdf')).toBe('application/pdf'))
})

describe('a picture that says more than it shows', () => {
  test.each(withMetadata)(
    '%s is refused, and accepted once that is removed (V14.2.8)',
    async (_name, mime, add) => {
      const picture = await add(await pictureOf(mime))
      expect(verdict(picture, mime)).toBe('FILE_HAS_METADATA')
      const stripped = stripMetadata(picture, mime)
      expect(verdict(stripped, mime)).toBe(mime)
      const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
      expect(await pixels(stripped)).toEqual(await pixels(picture))
      const { exif, xmp, iptc } = await sharp(stripped).metadata()
      expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined])
    },
  )

  test.each(['image/jpeg', 'image/png', 'image/webp'] as const)(
    '%s with an archive behind its end',
    async (mime) => {
      const picture = await pictureOf(mime)
      expect(verdict(attachedTo(picture, 'PK\x03\x04 <script>'), mime)).toBe('FILE_HAS_METADATA')
      expect(stripMetadata(attachedTo(picture, 'PK'), mime)).toEqual(new Uint8Array(picture))
    },
  )
})

describe('what is not what it says is refused', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'image/png', 'FILE_NOT_SUPPORTED'],
    [
      'a drawing with script (svg)',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'image/png',
      'FILE_NOT_SUPPORTED',
    ],
    ['a page', Buffer.from('<!doctype html><script>1</script>'), 'application/pdf', 'FILE_NOT_SUPPORTED'],
    ['a gif', Buffer.from('GIF89a'), 'image/gif', 'FILE_NOT_SUPPORTED'],
    ['a pdf called a picture', plainPdf, 'image/jpeg', 'FILE_NOT_SUPPORTED'],
    ['a pdf without an end', plainPdf.subarray(0, 20), 'application/pdf', 'FILE_NOT_SUPPORTED'],
    ['a file without a type', plainPdf, '', 'FILE_NOT_SUPPORTED'],
    ['25 MB', Buffer.alloc(25 * 1024 * 1024), 'image/png', 'FILE_TOO_LARGE'],
    ['50,000 × 50,000 pixels (V5.2.6)', pngHeader(50_000, 50_000), 'image/png', 'FILE_TOO_LARGE'],
    ['no pixels', pngHeader(0, 5), 'image/png', 'FILE_NOT_SUPPORTED'],
  ])('%s', (_name, bytes, mime, code) => {
    const before = process.cpuUsage()
    expect(verdict(bytes, mime)).toBe(code)
    expect(milliseconds(before)).toBeLessThan(200)
  })

  test('a picture that moves', async () => {
    const frames = await Promise.all([pictureOf('image/png'), pictureOf('image/png', { alpha: true })])
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect(verdict(moving, 'image/webp')).toBe('FILE_NOT_SUPPORTED')
  })
})

describe(`hostile bytes (seed ${seed})`, () => {
  test.each(allPictures)('%s (%s) cut off at any byte is refused', async (_name, mime, options) => {
    const picture = await pictureOf(mime, options)
    for (let length = 0; length < picture.length; length += 1)
      expect(verdict(picture.subarray(0, length), mime)).toBe('FILE_NOT_SUPPORTED')
  })

  test.each([
    ['image/jpeg', [0xff, 0xd8, 0xff]],
    ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ['image/webp', [...Buffer.from('RIFF\x40\0\0\0WEBPVP8X')]],
    ['application/pdf', [...Buffer.from('%PDF-')]],
  ])('anything that begins like %s is judged, never a crash', (mime, start) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
        verdict(Uint8Array.from([...start, ...rest]), mime)
      }),
      run,
    )
  })

  test.each(allPictures)(
    '%s (%s) with a byte changed is judged, never a crash',
    async (_name, mime, options) => {
      const picture = await pictureOf(mime, options)
      const at = fc.nat(picture.length - 1)
      fc.assert(
        fc.property(at, fc.nat(255), fc.nat(7), (place, byte, length) => {
          const damaged = new Uint8Array(picture)
          damaged.fill(byte, place, place + length)
          verdict(damaged, mime)
        }),
        run,
      )
    },
  )

  test.each([
    ['empty segments', 'image/jpeg', [0xff, 0xdd, 0, 2]],
    ['scans', 'image/jpeg', [0xff, 0xda, 0, 2]],
    ['fill bytes', 'image/jpeg', [0xff, 0xff]],
    ['coded data', 'image/jpeg', [0xff, 0]],
    ['empty chunks', 'image/png', [0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0, 0, 0, 0]],
  ])('eight times as many %s take about eight times as long', (_name, mime, part) => {
    const start =
      mime === 'image/png' ? pngHeader(8, 8).subarray(0, 33) : Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2])
    const shortest = (megabytes: number) => {
      const bytes = Buffer.alloc(megabytes * 1024 * 1024, Buffer.from(part))
      start.copy(bytes)
      const tries = Array.from({ length: 5 }, () => {
        const before = process.cpuUsage()
        expect(verdict(bytes, mime)).toBe('FILE_NOT_SUPPORTED')
        return milliseconds(before)
      })
      return Math.min(...tries)
    }
    expect(shortest(8)).toBeLessThan(24 * Math.max(1, shortest(1))) // were it the square, 64 times
  })
})
