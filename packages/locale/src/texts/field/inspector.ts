import { defineTexts } from '../define-texts.ts'

/** What an inspector reads: all batches, and one chain both ways. */
export const inspectorTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Kiểm tra', en: 'Inspection' },
  below: { vi: 'Lô trong địa bàn, mới nhất trước', en: 'Batches of the area, newest first' },
  search: { vi: 'Tìm lô', en: 'Find a batch' },
  searchHint: { vi: 'tên hoặc số lô, không cần dấu', en: 'product name or lot number' },
  organization: { vi: 'Đơn vị', en: 'Organization' },
  everyone: { vi: 'Tất cả đơn vị', en: 'Every organization' },
  status: { vi: 'Tình trạng', en: 'Status' },
  active: { vi: 'Đang dùng', en: 'Active' },
  noneYet: {
    vi: 'Chưa đơn vị nào ghi lô. Lô sẽ hiện ở đây ngay khi được đăng ký.',
    en: 'No batches yet. They appear here as soon as one is registered.',
  },
  chainOf: { vi: (p: { lot: string }) => `Lô ${p.lot}`, en: (p) => `Batch ${p.lot}` },
  source: { vi: 'Có trong lô này', en: 'What is in it' },
  itself: { vi: 'Lô đang xem', en: 'This batch' },
  onward: { vi: 'Đi tiếp đến', en: 'Where it went' },
  other: { vi: 'Lô khác cùng việc', en: 'Other batches of the same events' },
  batchesOfChain: { vi: 'Các lô trong chuỗi', en: 'Batches of the chain' },
  timeline: { vi: 'Dòng thời gian', en: 'Timeline' },
  complete: {
    vi: (p: { batches: number; steps: number }) => `Đủ cả chuỗi: ${p.batches} lô, ${p.steps} việc.`,
    en: (p) => `The whole chain: ${p.batches} batches, ${p.steps} events.`,
  },
  colBatch: { vi: 'Lô', en: 'Batch' },
  colProduct: { vi: 'Sản phẩm', en: 'Product' },
  colKind: { vi: 'Loại', en: 'Kind' },
  colOrganization: { vi: 'Đơn vị', en: 'Organization' },
  colMade: { vi: 'Có từ', en: 'Since' },
  colLeft: { vi: 'Còn lại', en: 'Left' },
  colStatus: { vi: 'Tình trạng', en: 'Status' },
  late: { vi: (p: { count: number }) => `Ghi bổ sung (${p.count})`, en: (p) => `Late entries (${p.count})` },
  corrections: {
    vi: (p: { count: number }) => `Đính chính (${p.count})`,
    en: (p) => `Corrections (${p.count})`,
  },
  thisBatch: {
    vi: (p: { count: number }) => `Việc của lô này (${p.count})`,
    en: (p) => `Events of this batch (${p.count})`,
  },
  everyStep: { vi: (p: { count: number }) => `Mọi việc (${p.count})`, en: (p) => `All events (${p.count})` },
  showSteps: { vi: 'Lọc dòng thời gian', en: 'Filter the timeline' },
  noSteps: { vi: 'Không có việc nào như vậy.', en: 'No such events.' },
})
