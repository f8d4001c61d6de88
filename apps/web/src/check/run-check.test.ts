/** @jest-environment node */
import { expect, test } from '@jest/globals'
import { runCheck } from './run-check.ts'

const page = { batchId: 'a', state: 'valid', own: 1, all: 1, path: '/01/09520003000025/10/A' }

test('where the browser has no signatures, as on http, the check says that it could not be made', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'crypto') ?? {}
  Object.defineProperty(globalThis, 'crypto', { configurable: true, value: {} })
  try {
    expect(await runCheck(page, '')).toEqual({ kind: 'unchecked', obstacle: 'insecure' })
  } finally {
    Object.defineProperty(globalThis, 'crypto', before)
  }
})

test('where no server is reached, the check says that it could not be made', async () => {
  expect(await runCheck(page, '')).toEqual({ kind: 'unchecked', obstacle: 'network' })
})
