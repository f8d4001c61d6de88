import { defineTexts, type Text } from '../define-texts.ts'

/** Labels that may have been copied: what was seen, and what a person decides. */
export const scanAlertTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Cảnh báo tem', en: 'Label warnings' },
  below: {
    vi: 'Tem có thể đã bị sao chép. Máy chỉ đếm lượt quét, người mới kết luận.',
    en: 'Labels that may have been copied. The system only counts scans; people decide.',
  },
  none: {
    vi: 'Chưa có tem nào đáng ngờ. Khi một mã được quét nhiều bất thường, mã sẽ hiện ở đây.',
    en: 'No suspicious label. When a code is scanned unusually often, it appears here.',
  },
  waiting: { vi: 'Chờ xem', en: 'To look at' },
  decided: { vi: 'Đã xem', en: 'Decided' },
  noticed: {
    vi: (p: { count: number }) => `${p.count} tem có thể bị sao chép`,
    en: (p) => (p.count === 1 ? '1 label may have been copied' : `${p.count} labels may have been copied`),
  },
  noticeHint: {
    vi: 'Người mua đang thấy lời nhắc. Hãy vào xem.',
    en: 'Shoppers see a caution. Please decide.',
  },
  seen: {
    vi: (p: { scans: string; devices?: string | undefined; provinces: number }) =>
      [
        `${p.scans} lượt quét`,
        p.devices && `nhiều nhất ${p.devices} máy trong 30 ngày`,
        p.provinces > 0 && `${p.provinces} tỉnh trong 7 ngày`,
      ]
        .filter(Boolean)
        .join(' · '),
    en: (p) =>
      [
        `scans: ${p.scans}`,
        p.devices && `at most ${p.devices} devices in 30 days`,
        p.provinces > 0 && `${p.provinces} provinces in 7 days`,
      ]
        .filter(Boolean)
        .join(' · '),
  },
  since: { vi: (p: { at: string }) => `Đáng ngờ từ ${p.at}`, en: (p) => `Suspicious since ${p.at}` },
  shownNothing: { vi: 'Người mua không thấy gì', en: 'Shoppers see nothing' },
  shownCaution: { vi: 'Người mua thấy: có thể bị sao chép', en: 'Shoppers see: may have been copied' },
  shownCounterfeit: { vi: 'Người mua thấy: mã đang bị làm giả', en: 'Shoppers see: code is on fakes' },
  dismiss: { vi: 'Không sao', en: 'It is harmless' },
  dismissHint: {
    vi: 'Người mua không còn thấy lời nhắc, cho đến khi có dấu hiệu mới.',
    en: 'Shoppers no longer see the caution, until there are new signs.',
  },
  confirm: { vi: 'Xác nhận bị làm giả', en: 'Confirm fakes' },
  confirmHint: {
    vi: 'Ai quét mã này cũng thấy cảnh báo có hàng giả, kể cả người đang cầm hàng thật.',
    en: 'Everyone who scans this code is warned of fakes, also who holds the real package.',
  },
  undo: { vi: 'Rút lại kết luận', en: 'Take it back' },
  undoHint: {
    vi: 'Tem trở lại như khi chưa ai kết luận. Lần kết luận trước vẫn lưu trong sổ.',
    en: 'The label is as if nobody had decided. What was decided stays on record.',
  },
  reason: { vi: 'Vì sao (chỉ nội bộ thấy)', en: 'Why (only seen inside)' },
  howToTell: { vi: 'Cách nhận biết hàng giả (người mua thấy)', en: 'How to tell fakes (shoppers see it)' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  history: {
    vi: (p: { what: string; at: string; reason: string }) => `${p.what}, ${p.at}: ${p.reason}`,
    en: (p) => `${p.what}, ${p.at}: ${p.reason}`,
  },
  wasUndone: { vi: 'Đã rút lại kết luận', en: 'Taken back' },
  leadersOnly: {
    vi: 'Quản trị của hợp tác xã hoặc cán bộ kiểm tra mới kết luận được.',
    en: 'Only an admin of the cooperative or an inspector can decide.',
  },
})

export const scanSignalNames: Record<
  'before_dispatch' | 'many_devices' | 'many_provinces' | 'after_opening' | 'after_destruction',
  Text
> = {
  before_dispatch: { vi: 'Quét trước khi xuất hàng', en: 'Scanned before it left' },
  many_devices: { vi: 'Nhiều máy quét', en: 'Many devices' },
  many_provinces: { vi: 'Nhiều tỉnh trong 7 ngày', en: 'Many provinces within 7 days' },
  after_opening: { vi: 'Máy khác quét sau khi đã cào mã', en: 'Another device after the PIN was used' },
  after_destruction: { vi: 'Quét sau khi đã tiêu hủy', en: 'Scanned after it was destroyed' },
}
