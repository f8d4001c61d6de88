/** @jest-environment node */
import { describe, expect, test } from '@jest/globals'
import { renderTracePage } from './index.ts'
import { pinPageOf } from './testing/pin-states.ts'
import { pageOf } from './testing/states.ts'

type State = keyof typeof pinPageOf
const states = Object.keys(pinPageOf) as State[]
const told = (state: State, lang: 'vi' | 'en' = 'vi') => {
  const { status, html } = renderTracePage(pinPageOf[state], lang)
  const section = /<section class="pin">.*?<\/section>/s.exec(html)?.[0] ?? ''
  const tones = [...section.matchAll(/class="verdict (\w+)"/g)].map(([, tone]) => tone)
  const text = section.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  return { status, html, section, tones, text }
}

describe('what the page says of a PIN', () => {
  test.each<[State, number, string | undefined, string]>([
    ['unused', 200, undefined, 'Chưa ai nhập đúng mã PIN của gói này.'],
    ['used', 200, undefined, 'đã được nhập đúng 2 lần, lần đầu lúc 20/11/2026 09:12.'],
    ['opened', 200, 'good', 'Mã PIN đúng, nhập lần đầu'],
    ['opened_before', 200, 'caution', 'Lần đầu lúc 20/11/2026 09:12. Trước lần này đã nhập đúng 2 lần.'],
    ['wrong', 200, 'caution', 'Còn 3 lần thử.'],
    ['last_wrong', 200, 'caution', 'Đã hết lượt thử.'],
    ['closed', 429, 'caution', 'cho đến ngày mai'],
    ['closed_for_ever', 429, 'caution', 'Mã này không nhận PIN nữa.'],
    ['malformed', 422, 'caution', 'Lần này không tính là nhập sai.'],
  ])('%s: status %i', (state, status, tone, words) => {
    const { tones, text, ...answer } = told(state)
    expect(answer.status).toBe(status)
    expect(tones).toEqual(tone === undefined ? [] : [tone])
    expect(text).toContain(words)
  })

  test.each(states)('%s: never calls the goods a fake, in either language', (state) => {
    for (const lang of ['vi', 'en'] as const) expect(told(state, lang).text).not.toMatch(/giả|fake/i)
  })

  test.each(states.filter((state) => pinPageOf[state].pin?.outcome))(
    '%s: stands above the facts and first in the title',
    (state) => {
      const { html } = told(state)
      expect(html.indexOf('<section class="pin">')).toBeLessThan(html.indexOf('<div class="product'))
      expect(html).toMatch(/<title>[^–]*PIN[^–]* – [✓!]|<title>Đã nhập sai quá nhiều lần – ✓/)
      expect(html).not.toContain('og:image')
    },
  )

  test.each<[State, boolean]>([
    ['unused', true],
    ['used', true],
    ['wrong', true],
    ['malformed', true],
    ['last_wrong', false],
    ['closed', false],
    ['opened', false],
  ])('%s: may be typed: %s', (state, isAsked) => {
    const { section } = told(state)
    expect(section.includes('name="pin"')).toBe(isAsked)
    if (isAsked) expect(section).toMatch(/<label for="pin">.*<input id="pin"/s)
  })

  test('a PIN that was used is on the band of every later look, too', () => {
    expect(told('used').html).toMatch(
      /<div class="verdict good".*Mã PIN đã được nhập đúng từ 20\/11\/2026 09:12.*<h2>Miến/s,
    )
    expect(told('unused').html).not.toContain('đã được nhập đúng từ')
  })

  test('who may try no more is told whom to call', () => {
    for (const state of ['last_wrong', 'closed', 'closed_for_ever'] as const)
      expect(told(state).section).toContain('href="tel:0000000003"')
  })

  test('a package past its day stays so: only the PIN is green', () => {
    const { html, tones } = told('opened_of_expired')
    expect(tones).toEqual(['good'])
    expect(html).toMatch(/<div class="verdict caution" role="alert">.*Quá hạn/s)
  })

  test('nothing is said where the package carries none', () => {
    for (const page of Object.values(pageOf))
      expect(renderTracePage(page, 'vi').html).not.toMatch(/class="pin"|\/ma-cao/)
  })
})
