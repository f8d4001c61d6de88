import { describe, expect, test } from '@jest/globals'
import { Day, Instant } from './primitives.ts'

const years = ['0000', '0001', '1899', '1900', '2026', '2200', '2201', '9999']
const near = ['1900', '2026', '2200']

describe('a year that no database holds or nobody farms in is refused', () => {
  test.each(years)('%s', (year) => {
    const parsed = [Day.safeParse(`${year}-12-31`), Instant.safeParse(`${year}-12-31T23:59:59.999Z`)]
    for (const { success, error } of parsed) {
      expect(success).toBe(near.includes(year))
      if (!success)
        expect(error.issues.map(({ message }) => message)).toEqual(['must be in a year from 1900 to 2200'])
    }
  })
})
