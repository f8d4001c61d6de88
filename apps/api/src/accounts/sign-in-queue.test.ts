import { expect, test } from '@jest/globals'
import { createSignInQueue } from './sign-in-queue.ts'

/** Work that ends when it is told to. */
function held() {
  let end = () => {}
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { work: () => done, end: () => end() }
}

test('looks at four passwords at once, and at the others in turn', async () => {
  const queue = createSignInQueue()
  let [busy, most] = [0, 0]
  const look = async () => {
    most = Math.max(most, ++busy)
    await new Promise((resolve) => setImmediate(resolve))
    busy--
  }
  await Promise.all(Array.from({ length: 40 }, () => queue.inTurn('a', look)))
  expect([most, busy]).toEqual([4, 0])
})

test('turns one network away when fifty wait, and lets another in (V2.4.1)', async () => {
  const queue = createSignInQueue()
  const { work, end } = held()
  const waiting = Array.from({ length: 50 }, () => queue.inTurn('flood', work))
  await expect(queue.inTurn('flood', work)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  const honest = queue.inTurn('home', async () => 'in')
  end()
  expect(await honest).toBe('in')
  await Promise.all(waiting)
  expect(await queue.inTurn('flood', async () => 'in')).toBe('in')
})

test('gives the place on when the work fails', async () => {
  const queue = createSignInQueue()
  const fail = () => Promise.reject(new Error('no'))
  await Promise.allSettled(Array.from({ length: 30 }, () => queue.inTurn('a', fail)))
  expect(await queue.inTurn('a', async () => 'in')).toBe('in')
})
