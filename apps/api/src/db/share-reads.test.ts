import { describe, expect, test } from '@jest/globals'
import { shareReads } from './share-reads.ts'

/** A read that answers when it is told to, with what was true when it began. */
function slowRead() {
  const begun: { readonly keys: ReadonlySet<string>; answer(error?: Error): void }[] = []
  let truth = 'before'
  const read = shareReads((keys: ReadonlySet<string>) => {
    const seen = truth
    return new Promise<string>((resolve, reject) => {
      begun.push({ keys: new Set(keys), answer: (error) => (error ? reject(error) : resolve(seen)) })
    })
  })
  const settled = () => new Promise((done) => setImmediate(done))
  return {
    ...{ begun, read, settled },
    becomes: (now: string) => {
      truth = now
    },
  }
}

describe('reads that are shared', () => {
  test('are never answered by one that began before they were asked for', async () => {
    const { begun, read, settled, becomes } = slowRead()
    const early = read('a')
    await settled()
    becomes('after')
    const late = read('a')
    begun[0]?.answer()
    expect(await early).toBe('before')
    await settled()
    begun[1]?.answer()
    expect(await late).toBe('after')
  })

  test('are one read for all that wait while another runs', async () => {
    const { begun, read, settled } = slowRead()
    const answers = [read('a')]
    await settled()
    answers.push(read('b'), read('c'), read('b'))
    begun[0]?.answer()
    await settled()
    begun[1]?.answer()
    await Promise.all(answers)
    expect(begun.map(({ keys }) => [...keys])).toEqual([['a'], ['b', 'c']])
  })

  test('that fail leave those who ask later unharmed', async () => {
    const { begun, read, settled } = slowRead()
    const failing = read('a')
    await settled()
    const later = read('b')
    begun[0]?.answer(new Error('the database is away'))
    await expect(failing).rejects.toThrow('the database is away')
    await settled()
    begun[1]?.answer()
    expect(await later).toBe('before')
  })
})
