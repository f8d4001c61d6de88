import { beforeEach, describe, expect, test } from '@jest/globals'
import { forgetScans, keepScan, lastScans, nameOf } from './last-scans.ts'

beforeEach(() => localStorage.clear())

describe('the last codes', () => {
  test('are five, the newest first, each once', () => {
    for (const last of ['1', '2', '3', '4', '5', '6', '4']) keepScan(`/T/7K3M9QXA2B4${last}`)
    expect(lastScans().map((path) => path.at(-1))).toEqual(['4', '6', '5', '3', '2'])
  })

  test('are gone when they are forgotten', () => {
    keepScan('/T/7K3M9QXA2B4C')
    forgetScans()
    expect(lastScans()).toEqual([])
  })

  test.each([
    ['no JSON', '{'],
    ['no list', '{"0":"/T/7K3M9QXA2B4C"}'],
    ['other things', '[1, null, {}]'],
    ['a script', '["javascript:alert(1)"]'],
    ['another host', '["//evil.vn/T/7K3M9QXA2B4C", "https://evil.vn/", "/tra-cuu?code=A&next=//evil.vn"]'],
  ])('never lead elsewhere when the storage holds %s', (_what, kept) => {
    localStorage.setItem('nguon.scans', kept)
    expect(lastScans()).toEqual([])
  })

  test.each([
    ['/T/7K3M9QXA2B4C', '7K3M 9QXA 2B4C'],
    ['/01/09520002000019/10/BX260608A', 'BX260608A'],
    ['/01/09520002000019/21/7K3M9QXA2B4CDE', '7K3M 9QXA 2B4C DE'],
    ['/tra-cuu?code=KS26-000912', 'KS26-000912'],
  ])('%s is named as it is printed', (path, name) => {
    expect(nameOf(path)).toBe(name)
  })
})
