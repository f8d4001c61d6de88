/** @jest-environment node */
import { describe, expect, test } from '@jest/globals'
import { eventTypes } from '@nguon/domain'
import { eventNames } from '@nguon/locale'
import { renderTracePage } from './index.ts'
import { lots, noodleSteps } from './testing/noodle-steps.ts'
import { noodlePage, noodlePageWith } from './testing/noodles.ts'
import { about, step } from './testing/steps.ts'

const read = (steps = noodleSteps, lang: 'vi' | 'en' = 'vi') =>
  renderTracePage(noodlePageWith({ steps }), lang).html
/** The entries of the list of all steps, as HTML. */
function entries(html: string): string[] {
  const lists = html.split('<ol class="way">').slice(1)
  const all = lists.at(-1)?.split('</ol>')[0] ?? ''
  return all.split('<li').slice(1)
}
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('the history', () => {
  test('tells every step, oldest first', () => {
    const all = entries(read())
    expect(all).toHaveLength(14)
    const days = all.map((entry) => /datetime="([\d-]+)"/.exec(entry)?.[1] ?? '')
    expect(days).toEqual([...days].sort())
  })

  test('shows the main ones first when there are many', () => {
    const text = textOf(read())
    expect(text).toContain('9 mốc chính trong 14 việc đã ghi.')
    expect(text).toContain('Xem cả 14 việc')
    expect(read(noodleSteps.slice(0, 9))).not.toContain('mốc chính')
  })

  test('strikes a corrected step through, says when and why, and the right one follows', () => {
    const all = entries(read())
    const index = all.findIndex((entry) => entry.startsWith(' class="was"'))
    expect(all[index]).toContain('<del>Bón phân</del>')
    expect(all[index]).toContain('<del>100 kg Phân NPK 5-10-3 (mẫu)</del>')
    expect(all[index]).toContain('Đính chính 21/01/2026: Sửa lượng phân bón 100 kg thành 90 kg theo sổ giấy')
    expect(all[index + 1]).toContain('class="fix"')
    expect(all[index + 1]).toContain('<p>90 kg Phân NPK 5-10-3 (mẫu)</p>')
    expect(all[index + 1]).not.toContain('ghi bổ sung sau')
  })

  test('lets the right step follow the corrected one even when others lie between', () => {
    const right = noodleSteps.find(({ corrects }) => corrects)?.corrects?.replacedBy
    const [last, ...others] = [...noodleSteps].sort((a) => (a.eventId === right ? -1 : 1))
    const all = entries(read([...others, ...(last ? [last] : [])]))
    const index = all.findIndex((entry) => entry.startsWith(' class="was"'))
    expect(all[index + 1]).toContain('90 kg Phân NPK')
  })

  test('shows both days of a late entry, how late it was, and the reason', () => {
    const late = entries(read()).find((entry) => entry.includes('Làm cỏ')) ?? ''
    expect(textOf(late)).toContain('10/06/2025 · ghi 25/07/2025 ghi bổ sung sau 45 ngày')
    expect(textOf(late)).toContain('Lý do: Ghi bổ sung khi tổng hợp sổ giấy')
  })

  test('says the day of recording only where it is another', () => {
    const [planting] = entries(read()).filter((entry) => entry.includes('Trồng'))
    expect(textOf(planting ?? '')).toContain('20/02/2025 · ghi trên máy, gửi 22/02/2025')
    const [harvest] = entries(read()).filter((entry) => entry.includes('<h3>Thu hoạch'))
    expect(textOf(harvest ?? '')).not.toMatch(/ghi|gửi/)
  })

  test('says how much went in, came out and was lost, with reason and by-products', () => {
    const text = textOf(entries(read()).find((entry) => entry.includes('Lọc tinh bột')) ?? '')
    expect(text).toContain('24–30/11/2025')
    expect(text).toContain('14.000 kg Củ dong riềng → 1.820 kg Tinh bột dong riềng')
    expect(text).toContain('Hao 12.180 kg (87 %): Bã, đất cát, nước thải lọc')
    expect(text).toContain('Phụ phẩm: Bã dong riềng 7.000 kg (thức ăn gia súc)')
    expect(textOf(read())).toContain('1.550 kg Miến dong gói 500 g (3.100 gói)')
  })

  test('names place, commune of that day and the public name of who did it', () => {
    expect(textOf(read())).toContain(
      'Nương Khau Sáng, xã Côn Minh, huyện Na Rì, tỉnh Bắc Kạn · Hộ thành viên C2',
    )
  })

  test('leaves out the labels of other batches', () => {
    const other = { ...lots.noodles, batchId: 'other', lot: 'KHAC' }
    const labels = step(60, 'label_activation', '2026-02-01T08:00', [about(other)], {
      activated: [],
      voided: [],
    })
    expect(entries(read([...noodleSteps, labels]))).toHaveLength(14)
  })

  test.each(eventTypes.filter((type) => type !== 'correction'))(
    'can tell of %s in both languages',
    (type) => {
      const minimal = {
        reason: 'r',
        caseId: 'c',
        kind: 'voluntary',
        findings: [],
        items: [],
        activated: [],
        voided: [],
        assessment: 'pass',
        result: 'pass',
        conclusion: 'đạt',
      }
      const one = {
        ...step(61, 'weeding', '2025-05-01T08:00', [about(lots.noodles)], {}),
        type,
        details: minimal,
      }
      for (const lang of ['vi', 'en'] as const) {
        const [entry = ''] = entries(read([one], lang))
        expect(entry).toContain(`<h3>${eventNames[type][lang].replace(/'/g, '&#39;')}`)
        expect(entry).not.toMatch(/undefined|NaN|\[object/)
      }
    },
  )
})

test('the English page has no Vietnamese words of ours', () => {
  const { html } = renderTracePage(noodlePage(), 'en')
  expect(textOf(html)).not.toMatch(/Hành trình|Chứng nhận và kiểm tra|Vật tư đã dùng|chưa có|Tự khai|Ai làm/)
})
