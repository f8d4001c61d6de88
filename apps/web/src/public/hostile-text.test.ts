/** @jest-environment node */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { escapeHtml, renderTracePage } from './index.ts'
import type { TracePage } from './model.ts'
import { pageOf } from './testing/states.ts'

const path = new URL('../../../../../shared/vectors/reliability/naughty-strings/blns.json', import.meta.url)
const isThere = existsSync(path)
const described = isThere ? describe : describe.skip
const strings: string[] = isThere
  ? JSON.parse(readFileSync(path, 'utf8')).filter((text: string) => /[^-\s]/.test(escapeHtml(text)))
  : []
if (!isThere) console.warn(`${path.pathname} is not there: its hostile strings are skipped`)

/** Fields that are not free text: days, units, closed words, hashes, ids. */
const fixed =
  /^(state|level|path|today|.*On|useBy|.*At|at|since|utcOffset|batchId|eventId|.*Id|id|kind|type|role|unit|value|process|result|severity|due|marks|precision|mime|sha256|images|inputKind|labelLevel|corrects|status|reason|valid.*|phone)$/

/** The page with `text` in place of every text that people write. */
function poisoned<T>(value: T, text: string, key = ''): T {
  if (Array.isArray(value)) return value.map((item) => poisoned(item, text, key)) as T
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, poisoned(inner, text, name)]),
    ) as T
  return typeof value === 'string' && (!fixed.test(key) || isFreeReason(key, value)) ? (text as T) : value
}
const isFreeReason = (key: string, value: string) => key === 'reason' && value.includes(' ')

/** The tags of a page in order, what is inside quotes left out: its skeleton. */
const skeleton = (html: string) =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('')

described('text that tries to be more than text', () => {
  const pages: [string, TracePage][] = Object.entries(pageOf)

  test.each(pages)('changes nothing about the structure of a page that is %s (V3.2.2)', (_state, page) => {
    const expected = skeleton(renderTracePage(poisoned(page, 'Khau Sáng'), 'vi').html)
    for (const text of strings) {
      const { html } = renderTracePage(poisoned(page, text), 'vi')
      if (skeleton(html) !== expected) throw new Error(`broken by ${JSON.stringify(text)}`)
    }
  })

  test('stands on the page escaped', () => {
    for (const text of strings) {
      const { html } = renderTracePage(poisoned(pageOf.valid, text), 'vi')
      if (!html.includes(escapeHtml(text))) throw new Error(`lost ${JSON.stringify(text)}`)
    }
  })

  test('cannot put a script into the language switch or a telephone link (V1.2.2)', () => {
    const page = {
      ...pageOf.voided,
      path: '//evil.example/"><script>',
      issuer: { name: 'x', phone: 'javascript:alert(1)' },
    }
    const { html } = renderTracePage(page, 'vi')
    expect(html).not.toMatch(/="(https?:)?\/\/evil|<script|href="javascript/)
    expect(html).toContain('href="tel:1"')
  })
})
