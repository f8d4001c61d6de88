import { describe, expect, test } from '@jest/globals'
import { labelMedia } from '@nguon/domain'
import { sizeOf, typedSize } from './own-size.ts'

const sheet = {
  ...{ ...typedSize(undefined, 'vi'), kind: 'sheet' as const, width: '63,5', height: '46,6' },
  ...{ columns: '3', rows: '6', left: '7,2', top: '8,7', gapX: '2,54', gapY: '0' },
}

describe('a size of labels that somebody types', () => {
  test('is the sheet that is meant: gaps are what a ruler measures', () => {
    expect(sizeOf(sheet, 'vi')).toEqual({
      medium: {
        ...{ kind: 'sheet', widthMm: 63.5, heightMm: 46.6, columns: 3, rows: 6 },
        ...{ leftMm: 7.2, topMm: 8.7, stepXMm: 66.04, stepYMm: 46.6 },
      },
    })
  })

  test.each(Object.entries(labelMedia))('%s typed anew is the same', (_id, medium) => {
    expect(sizeOf(typedSize(medium, 'vi'), 'vi')).toEqual({ medium })
  })

  test.each([
    ['nothing typed', { width: '' }, 'sizeUnfilled'],
    ['words', { rows: 'sáu' }, 'sizeUnfilled'],
    ['more columns than fit', { columns: '4' }, 'sizeWide'],
    ['more rows than fit', { rows: '7' }, 'sizeHigh'],
    ['half a column', { columns: '2,5' }, 'sizeBounds'],
    ['a label smaller than a code', { height: '5' }, 'sizeBounds'],
    ['a roll wider than any printer', { kind: 'roll' as const, width: '120' }, 'sizeBounds'],
  ])('is told what is wrong with %s', (_what, change, fault) => {
    expect(sizeOf({ ...sheet, ...change }, 'vi')).toEqual({ fault })
  })
})
