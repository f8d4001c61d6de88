import type { CodeState, TracePage } from '../model.ts'
import { khauSang, noodlePage, noodlePageWith } from './noodles.ts'
import { teaPage } from './tea.ts'

const issuer = { name: khauSang.name, phone: '0000000003' }

const scans = { count: 3, firstOn: '2026-11-20', firstIn: 'Vĩnh Long' }
const salesLinks = [
  { kind: 'shopee', url: 'https://shopee.vn/mien' },
  { kind: 'province', url: 'https://bactrade.vn/mien-dong' },
] as const

/** One page of every state a code can be in. */
export const pageOf: Record<CodeState, TracePage> = {
  malformed: withoutBatch(noodlePage({ state: 'malformed', code: 'KS26 0009*12', path: '/tra-cuu' })),
  unknown: withoutBatch(noodlePage({ state: 'unknown', code: '7K3M9QXA4T2B', path: '/T/7K3M9QXA4T2B' })),
  recalled: teaPage(),
  voided: withoutBatch(noodlePage({ state: 'voided', code: 'KS26-003104', issuer })),
  held: teaPage({
    state: 'held',
    alert: {
      reason: 'Nghi vấn thuốc bảo vệ thực vật không rõ nguồn gốc.',
      since: '2026-07-20T08:00:00.000Z',
      utcOffset: '+07:00',
      lots: ['TB260620A'],
      by: 'Cơ quan kiểm tra Mẫu',
    },
  }),
  ancestor_held: teaPage({
    state: 'ancestor_held',
    alert: {
      reason: 'Lô bí nguyên liệu đang bị tạm giữ.',
      since: '2026-07-20T08:00:00.000Z',
      utcOffset: '+07:00',
      lots: ['BX260611M'],
    },
  }),
  counterfeited: noodlePage({
    state: 'counterfeited',
    counterfeit: {
      by: khauSang.name,
      since: '2026-11-20T02:00:00.000Z',
      howToTell: 'Gói thật in nổi tên HTX ở mép trên và buộc dây lạt.',
    },
  }),
  not_activated: withoutBatch(noodlePage({ state: 'not_activated', code: 'KS26-004501', issuer })),
  expired: noodlePage({ state: 'expired', today: '2027-07-12' }),
  scanned_widely: noodlePage({ state: 'scanned_widely', scans: { ...scans, count: 41, provinces: 6 } }),
  valid: { ...noodlePageWith({ salesLinks }), scans },
}

function withoutBatch({ batch: _batch, ...page }: TracePage): TracePage {
  return page
}
