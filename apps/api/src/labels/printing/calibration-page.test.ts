import { expect, test } from '@jest/globals'
import { calibrationPage } from './calibration-page.ts'
import { collect, textOf } from './testing/read-back.ts'

test('the ruler page says in words that its font can draw how it was moved, and by what the next is', async () => {
  const words = await textOf(await collect(calibrationPage({ xMm: 1.5, yMm: -0.5, scale: 1.005 })))
  expect(words).toContain('Trang này: sang phải 1,5 mm · xuống dưới')
  expect(words).toContain('tỉ lệ mới = tỉ lệ cũ × 150 ÷ số đo được')
  expect(words).not.toMatch(/[\ufffd\ufffe]/) // what a glyph that is missing reads as
})
