import { expect, test } from '@jest/globals'
import { sayProgress } from './say-progress.ts'

test('an import says how far it is, at most once a second', () => {
  const lines: string[] = []
  let ms = 0
  const progress = sayProgress(
    (line) => lines.push(line),
    () => ms,
  )
  for (let done = 1; done <= 50_000; done++) {
    if (done % 10 === 0) ms += 1
    progress(done, 100_000)
  }
  expect(lines).toEqual(
    ['10,000', '20,000', '30,000', '40,000', '50,000'].map((done) => `${done} of 100,000 …`),
  )
})
