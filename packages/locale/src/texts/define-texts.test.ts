import { describe, expect, test } from '@jest/globals'
import { defineTexts } from './define-texts.ts'

const texts = defineTexts({
  harvested: { vi: 'Ngày thu hoạch', en: 'Harvested on' },
  left: {
    vi: (p: { count: number }) => `Còn ${p.count} tem`,
    en: (p) => (p.count === 1 ? '1 label left' : `${p.count} labels left`),
  },
})

describe('a catalogue', () => {
  test('says a phrase in the language asked for', () => {
    expect(texts('vi').harvested).toBe('Ngày thu hoạch')
    expect(texts('en').harvested).toBe('Harvested on')
  })

  test('fills the blanks of a phrase', () => {
    expect(texts('vi').left({ count: 3 })).toBe('Còn 3 tem')
    expect(texts('en').left({ count: 1 })).toBe('1 label left')
  })

  test('does not compile when a key is unknown, a parameter wrong or a language missing', () => {
    // @ts-expect-error there is no such phrase
    expect(texts('vi').sowed).toBeUndefined()
    // @ts-expect-error a count is a number
    texts('vi').left({ count: 'ba' })
    // @ts-expect-error English is missing
    defineTexts({ half: { vi: 'một nửa' } })
    // @ts-expect-error one language has a blank that the other has not
    defineTexts({ mixed: { vi: (p: { name: string }) => p.name, en: 'no name' } })
  })
})
