/** @jest-environment node */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { type CodeState, pageStyle, renderTracePage } from './index.ts'
import { noodleSteps } from './testing/noodle-steps.ts'
import { noodleBatch, noodlePage, noodlePageWith } from './testing/noodles.ts'
import { pageOf } from './testing/states.ts'

/** The one script there is: it shows what it adds, and the page says all without it. */
const check = '<script type="module" src="/app/check.js"></script>'
const states = Object.keys(pageOf) as CodeState[]
const langs = ['vi', 'en'] as const
const vi = (page: Parameters<typeof renderTracePage>[0]) => renderTracePage(page, 'vi').html
/** The page as it reads: without tags, spaces as one. */
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

describe('what a scan answers', () => {
  test.each([
    ['malformed', 400, '✕ Không đọc được mã này – '],
    ['unknown', 404, '✕ Không tìm thấy mã này – '],
    ['recalled', 200, '✕ THU HỒI, không sử dụng – Trà bí xanh thơm hộp 100 g, lô TB260620A'],
    ['voided', 200, '✕ Tem đã hủy – '],
    ['held', 200, '! Tạm ngừng lưu hành để kiểm tra – Trà bí'],
    ['ancestor_held', 200, '! Có nguyên liệu từ lô đang được kiểm tra – Trà bí'],
    ['counterfeited', 200, '✕ Cảnh báo: mã này đang bị làm giả – Miến dong gói 500 g'],
    ['not_activated', 200, '! Tem chưa kích hoạt – '],
    ['expired', 200, '! Quá hạn 3 ngày – Miến dong'],
    ['scanned_widely', 200, '! Mã đã được quét 41 lần ở 6 tỉnh – Miến dong gói 500 g'],
    ['valid', 200, '✓ Mã hợp lệ – Miến dong gói 500 g, HTX Miến dong Khau Sáng (mẫu)'],
  ] as const)('a code that is %s answers %i and says so in the title', (state, status, title) => {
    const answer = renderTracePage(pageOf[state], 'vi')
    expect(answer.status).toBe(status)
    expect(answer.html).toContain(`<title>${title}`)
    expect(answer.html).toContain(`<meta property="og:title" content="${title}`)
  })

  test('where nothing was typed it shows no code', () => {
    const html = vi({ ...pageOf.malformed, code: '-' })
    expect(html).toContain('<title>✕ Không đọc được mã này</title>')
    expect(html).toContain('name="code" value=""')
    expect(html).not.toContain('<dl')
  })

  test.each(states.filter((state) => state !== 'valid'))('a code that is %s never looks valid', (state) => {
    for (const lang of langs) {
      const { html } = renderTracePage(pageOf[state], lang)
      expect(html).toMatch(/<div class="verdict (caution|stop)" role="alert">/)
      expect(html).not.toMatch(/Mã hợp lệ|Valid code/)
    }
  })

  test.each(['recalled', 'held', 'ancestor_held'] as const)(
    'a batch that is %s shows no green check, and its origin folded',
    (state) => {
      const page = vi(pageOf[state])
      expect(page).not.toContain('class="checks')
      expect(page).toMatch(/<summary>Nguồn gốc và hành trình \(12 việc\)/)
      expect(textOf(page)).toContain('Trà bí xanh thơm hộp 100 g')
    },
  )

  test('a recall says why, since when, what to do, by which decision and which lots', () => {
    const text = textOf(vi(pageOf.recalled))
    for (const words of ['hoạt chất không ghi trên nhãn', '21/07/2026', 'thu hồi bắt buộc', 'Không pha uống'])
      expect(text).toContain(words)
    for (const words of ['12/QĐ-MAU', 'BX260611M', '000 000 0002']) expect(text).toContain(words)
  })

  test.each(['voided', 'not_activated'] as const)(
    'a label that is %s tells whose it is, and of no goods',
    (state) => {
      const page = vi({ ...pageOf[state], batch: noodleBatch })
      expect(textOf(page)).toContain('HTX Miến dong Khau Sáng (mẫu)')
      expect(page).not.toMatch(/Miến dong gói|MD260115A/)
    },
  )

  test('the code of a batch that never was is no longer used, and speaks of no label', () => {
    const page = vi({ ...pageOf.voided, level: 'batch', code: 'MD260115A' })
    expect(page).toContain('<title>✕ Mã này không còn dùng – ')
    expect(textOf(page)).toContain('Mã của')
    expect(textOf(page)).not.toMatch(/Tem (đã hủy|hỏng|của)/)
  })

  test.each(['malformed', 'unknown'] as const)(
    'a code that is %s can be typed again and reported',
    (state) => {
      const page = vi(pageOf[state])
      expect(page).toContain('<form class="card" action="/tra-cuu" method="get">')
      expect(page).toContain(`value="${pageOf[state].code}"`)
      expect(textOf(page)).toContain('Nghi hàng giả')
    },
  )

  test('the code of a whole batch says so and claims nothing of scans', () => {
    const text = textOf(vi(noodlePage({ level: 'batch', code: 'MD260115A' })))
    expect(text).toContain('Mã chung của cả lô')
    expect(text).toContain('MD26 0115 A')
    expect(text).not.toMatch(/lần quét|Đã quét \d/)
  })
})

describe('where it is sold', () => {
  test('stands below the facts, as links that pass nothing on', () => {
    const page = vi(pageOf.valid)
    expect(page).toMatch(/<a href="https:\/\/shopee\.vn\/mien" rel="noopener nofollow">/)
    expect(page.indexOf('Nơi bán chính thức')).toBeGreaterThan(page.indexOf('Hạn dùng'))
  })

  test.each(states.filter((state) => state !== 'valid'))('is not said of a code that is %s', (state) => {
    const { salesLinks = [] } = pageOf.valid.batch ?? {}
    const { batch } = pageOf[state]
    const page = { ...pageOf[state], ...(batch && { batch: { ...batch, salesLinks } }) }
    expect(vi(page)).not.toContain('shopee')
  })

  test('is left out where an address is none of the marketplace', () => {
    const salesLinks = [{ kind: 'shopee' as const, url: 'https://shopee.vn.evil.example/' }]
    expect(vi(noodlePageWith({ salesLinks }))).not.toContain('evil')
  })
})

test('the own code of a package says how often it was scanned, and where first', () => {
  expect(textOf(vi(pageOf.valid))).toContain('Đã quét 3 lần · lần đầu 20/11/2026, Vĩnh Long')
  expect(textOf(renderTracePage(pageOf.valid, 'en').html)).toContain('Scanned 3 times · first on 20 Nov 2026')
})

test('a code on fakes says who confirmed it, and how to tell', () => {
  const text = textOf(vi(pageOf.counterfeited))
  expect(text).toContain('Gói thật in nổi tên HTX')
  expect(text).toContain('20/11/2026')
})

describe('every public page', () => {
  const all = states.flatMap((state) => langs.map((lang) => [state, lang] as const))

  test.each(all)('%s in %s needs no script, no foreign host and no inline style', (state, lang) => {
    const { html } = renderTracePage(pageOf[state], lang)
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html.replace(check, '')).not.toMatch(/<script|\sstyle=|\son\w+=|javascript:|http:/i)
    const known = /https:\/\/(truyxuat\.example\.vn|www\.facebook\.com|shopee\.vn|bactrade\.vn)[/"]/g
    expect(html.replaceAll(known, '').match(/https?:\/\/[^/"]+/g) ?? []).toEqual([])
    expect(html).not.toMatch(/src="[^/]/)
    expect(html.match(/<style>/g)).toHaveLength(1)
    expect(html).toContain(`href="?lang=${lang === 'vi' ? 'en' : 'vi'}"`)
    expect(html).not.toMatch(/undefined|\[object|NaN/)
    expect(html).not.toMatch(/hàng thật 100/i)
  })

  test.each(all)('%s in %s has one first heading and skips no level', (state, lang) => {
    const levels = [...renderTracePage(pageOf[state], lang).html.matchAll(/<h([1-6])/g)].map(([, n]) =>
      Number(n),
    )
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels[0]).toBe(1)
    expect(levels.every((level, i) => level <= (levels[i - 1] ?? 1) + 1)).toBe(true)
  })

  test('wears one constant style, whose hash a policy can name', () => {
    const [, inPage = ''] = /<style>(.*?)<\/style>/s.exec(vi(pageOf.valid)) ?? []
    const hash = (text: string) => createHash('sha256').update(text).digest('base64')
    expect(hash(inPage)).toBe(hash(pageStyle))
    expect(pageStyle).not.toMatch(/url\(|@import|</)
  })

  test('says in the demo that the data are samples, and nowhere else', () => {
    expect(textOf(vi(noodlePage()))).toContain('Dữ liệu mẫu')
    expect(textOf(vi(noodlePage({ demo: false })))).not.toContain('Dữ liệu mẫu')
  })

  test('fits in the first bytes of a slow line: at most 14 KB compressed and 60 KB in all', () => {
    for (const state of states) {
      const { html } = renderTracePage(pageOf[state], 'vi')
      expect(gzipSync(html).length).toBeLessThan(14 * 1024)
      expect(Buffer.byteLength(html)).toBeLessThan(60 * 1024)
    }
  })

  test('stays within 60 KB with a season of 60 entries in the diary', () => {
    const weeding = noodleSteps.find(({ type }) => type === 'weeding')
    const season = Array.from({ length: 60 }, (_, i) => ({
      ...noodleSteps[0],
      ...weeding,
      eventId: `w${i}`,
      marks: [],
    }))
    const page = vi(noodlePageWith({ steps: [...season, ...noodleSteps] as typeof noodleSteps }))
    expect(Buffer.byteLength(page)).toBeLessThan(60 * 1024)
    expect(gzipSync(page).length).toBeLessThan(14 * 1024)
  })
})
