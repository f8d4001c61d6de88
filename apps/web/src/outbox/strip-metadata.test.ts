import { expect, test } from '@jest/globals'
import { orientationOf, prepareFile, stripMetadata } from './strip-metadata.ts'

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const segment = (marker: number, data: number[]) => [
  0xff,
  marker,
  (data.length + 2) >> 8,
  (data.length + 2) & 255,
  ...data,
]

const jfif = segment(0xe0, [...ascii('JFIF\0'), 1, 2, 0, 0, 1, 0, 1, 0, 0])
const frame = segment(0xc0, [8, 0, 2, 0, 3, 1, 1, 0x11, 0]) // 3 × 2 pixels
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]
const jpeg = (...between: number[][]) =>
  Uint8Array.from([0xff, 0xd8, ...jfif, ...between.flat(), ...frame, ...scan, 0xff, 0xd9])

/** Exif whose directory holds the orientation alone, most significant byte first. */
const exif = (orientation: number) =>
  segment(0xe1, [
    ...ascii('Exif\0\0MM'),
    ...[0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ])

const chunk = (type: string, data: number[]) => [0, 0, 0, data.length, ...ascii(type), ...data, 1, 2, 3, 4]
const png = (...between: number[][]) =>
  Uint8Array.from([
    ...[0x89, ...ascii('PNG\r\n\x1a\n')],
    ...chunk('IHDR', [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]),
    ...between.flat(),
    ...chunk('IDAT', [9, 9, 9]),
    ...chunk('IEND', []),
  ])

const riff = (type: string, data: number[]) => [
  ...ascii(type),
  ...[data.length, 0, 0, 0],
  ...data,
  ...(data.length % 2 ? [0] : []),
]
const webp = (flags: number, ...behind: number[][]) => {
  const body = [
    ...ascii('WEBP'),
    ...riff('VP8X', [flags, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
    ...riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 3, 0, 2, 0, 7]),
    ...behind.flat(),
  ]
  return Uint8Array.from([...ascii('RIFF'), body.length, 0, 0, 0, ...body])
}

test.each([
  ['Exif', exif(1)],
  ['XMP', segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x/>'))],
  ['IPTC', segment(0xed, ascii('Photoshop 3.0\0'))],
  ['a comment', segment(0xfe, ascii('made by'))],
  ['the pictures of a burst', segment(0xe2, ascii('MPF\0'))],
  ['a thumbnail', segment(0xe0, [...ascii('JFXX\0'), 0x10])],
])('a jpeg loses %s and nothing else', (_name, extra) => {
  expect(stripMetadata(jpeg(extra), 'image/jpeg')).toEqual(jpeg())
})

test('a jpeg keeps what its colours need', () => {
  const icc = segment(0xe2, ascii('ICC_PROFILE\0\x01\x01profile'))
  const adobe = segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 1])
  expect(stripMetadata(jpeg(icc, exif(1), adobe), 'image/jpeg')).toEqual(jpeg(icc, adobe))
})

test.each(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'prVt', 'acTL'])(
  'a png loses %s and nothing else',
  (type) => {
    const gamma = chunk('gAMA', [0, 0, 177, 143])
    expect(stripMetadata(png(gamma, chunk(type, ascii('Hanoi'))), 'image/png')).toEqual(png(gamma))
  },
)

test('a webp loses Exif and XMP, and its header no longer promises them', () => {
  const full = webp(0b1100, riff('EXIF', ascii('MM*')), riff('XMP ', ascii('<x/>')))
  expect(stripMetadata(full, 'image/webp')).toEqual(webp(0))
})

test.each([
  ['image/jpeg', jpeg()],
  ['image/png', png()],
  ['image/webp', webp(0)],
] as const)('what is attached behind a %s is cut off', (mime, picture) => {
  expect(stripMetadata(Uint8Array.from([...picture, ...ascii('PK film')]), mime)).toEqual(picture)
})

test('a picture that is cut off is refused', () => {
  expect(() => stripMetadata(jpeg().subarray(0, -2), 'image/jpeg')).toThrow(
    expect.objectContaining({ code: 'FILE_NOT_SUPPORTED' }),
  )
})

test.each([1, 3, 6, 8])('orientation %i is read', (orientation) => {
  expect(orientationOf(jpeg(exif(orientation)))).toBe(orientation)
})

test('a damaged Exif says nothing about the orientation', () => {
  for (let length = 0; length < 40; length += 1)
    expect(orientationOf(jpeg(segment(0xe1, exif(6).slice(4, 4 + length))))).toBeGreaterThanOrEqual(1)
})

const blobOf = (bytes: Uint8Array) => ({ arrayBuffer: async () => bytes.slice().buffer }) as unknown as Blob

test('an upright photo is sent without its metadata, not drawn anew (V14.2.8)', async () => {
  expect(await prepareFile(blobOf(jpeg(exif(1))))).toEqual({ bytes: jpeg(), mime: 'image/jpeg' })
})

test('a pdf is sent as it is', async () => {
  const pdf = Uint8Array.from(ascii('%PDF-1.7 %%EOF'))
  expect(await prepareFile(blobOf(pdf))).toEqual({ bytes: pdf, mime: 'application/pdf' })
})
