import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { nativeDecoder } from './native-decoder.ts'

const empty = (picture: ImageData): boolean => picture.width === 16

/** A browser whose reader is like that. */
function give(detect: (picture: ImageData) => Promise<object[]>, formats = ['qr_code', 'ean_13']): void {
  class BarcodeDetector {
    static getSupportedFormats = async () => formats
    detect = detect
  }
  Object.assign(window, { BarcodeDetector })
}

beforeEach(() => {
  // jsdom has no pictures
  class ImageData {
    width: number
    constructor(width: number) {
      this.width = width
    }
  }
  Object.assign(globalThis, { ImageData })
})
afterEach(() => {
  Reflect.deleteProperty(window, 'BarcodeDetector')
  Reflect.deleteProperty(globalThis, 'ImageData')
})

const frame = { width: 640 } as ImageData

describe('the reader of the phone', () => {
  test('reads what it sees', async () => {
    give(async (picture) => (empty(picture) ? [] : [{ rawValue: 'a code' }]))
    expect(await (await nativeDecoder())?.read(frame, 'live')).toBe('a code')
  })

  test('that fails at one picture has seen nothing in it', async () => {
    give(async (picture) => {
      if (empty(picture)) return []
      throw new Error('busy')
    })
    expect(await (await nativeDecoder())?.read(frame, 'live')).toBeUndefined()
  })

  test.each([
    ['there is none', () => undefined],
    ['it reads no QR codes', () => give(async () => [], ['ean_13'])],
    ['it fails at an empty picture', () => give(() => Promise.reject(new Error('no service')))],
  ])('is not used where %s', async (_why, prepare) => {
    prepare()
    expect(await nativeDecoder()).toBeUndefined()
  })
})
