import { expect, test } from '@jest/globals'
import { isLasting } from './lasting-address.ts'

test.each([
  ['https://truyxuat.htxpacnghe.vn', true],
  ['https://a.b.example.vn:8443', true],
  ['http://truyxuat.htxpacnghe.vn', false],
  ['https://localhost:3000', false],
  ['https://nguon', false],
  ['https://nguon.local', false],
  ['https://192.168.1.10', false],
  ['https://2130706433', false],
  ['https://[::1]', false],
  ['https://example.com', false],
])('labels that point to %s may be printed: %p', (address, lasts) => {
  expect(isLasting(address)).toBe(lasts)
})
