import { defineTexts } from '../define-texts.ts'

/** The diary: which activity, where, with what, and what every entry shares. */
export const diaryTexts = /* @__PURE__ */ defineTexts({
  chooseTitle: { vi: 'Ghi việc gì?', en: 'What was done?' },
  onField: { vi: 'Việc trên ruộng', en: 'On the field' },
  afterHarvest: { vi: 'Sau thu hoạch', en: 'After the harvest' },
  inStore: { vi: 'Nhập, xuất, tồn', en: 'In, out, in stock' },
  // where
  where: { vi: 'Làm ở thửa nào', en: 'On which plots' },
  whereHint: {
    vi: 'Chọn nhiều thửa thì mỗi thửa được ghi một dòng.',
    en: 'Each plot you choose gets its own entry.',
  },
  newSeason: { vi: 'bắt đầu vụ mới', en: 'a new season begins' },
  nothingGrows: { vi: 'chưa có vụ nào', en: 'no season yet' },
  whichCrop: { vi: 'Vụ mới trồng cây gì', en: 'What does the new season grow' },
  // with what
  lotsUsed: { vi: 'Đã dùng gì', en: 'What was used' },
  lotsUsedHint: { vi: 'Chọn từ kho vật tư.', en: 'Choose from your stock.' },
  eachPlot: { vi: 'Lượng cho mỗi thửa', en: 'Amount for each plot' },
  amount: { vi: 'Lượng dùng', en: 'Amount used' },
  tooMuch: {
    vi: (p: { left: string }) => `Chỉ còn ${p.left}. Sửa lượng dùng, hoặc ghi lần nhập còn thiếu.`,
    en: (p) => `Only ${p.left} left. Correct the amount, or record the purchase that is missing.`,
  },
  noInputs: {
    vi: 'Kho chưa có. Ghi “Nhập vật tư” trước, rồi chọn ở đây.',
    en: 'None of these in stock. Record them as received first.',
  },
  expires: { vi: (p: { day: string }) => `hạn ${p.day}`, en: (p) => `expires ${p.day}` },
  intervalOf: {
    vi: (p: { days: number }) => `Nhãn ghi cách ly ${p.days} ngày.`,
    en: (p) => `The label says ${p.days} days.`,
  },
  harvestFrom: {
    vi: (p: { day: string }) => `Được thu hoạch từ ${p.day}.`,
    en: (p) => `Harvest from ${p.day} on.`,
  },
  dilutionHint: { vi: 'ví dụ 40 ml/bình 16 lít', en: 'e.g. 40 ml in 16 litres' },
  doseHint: { vi: 'ví dụ 15 g/gốc', en: 'e.g. 15 g a plant' },
  pestHint: { vi: 'ví dụ bọ trĩ, nhện đỏ', en: 'e.g. thrips, red mites' },
  // when
  when: { vi: 'Làm lúc nào', en: 'When' },
  today: { vi: 'Hôm nay', en: 'Today' },
  yesterday: { vi: 'Hôm qua', en: 'Yesterday' },
  otherDay: { vi: 'Ngày khác', en: 'Another day' },
  day: { vi: 'Ngày', en: 'Day' },
  time: { vi: 'Giờ', en: 'Time' },
  timeHint: { vi: 'Không nhớ giờ thì để trống.', en: 'Leave blank if you do not know.' },
  finishedOn: { vi: 'Làm xong ngày (nếu làm nhiều ngày)', en: 'Finished on (if it took days)' },
  finishedEarly: { vi: 'Ngày làm xong phải sau ngày bắt đầu.', en: 'It cannot end before it began.' },
  notFuture: { vi: 'Ngày này chưa tới.', en: 'This day is still to come.' },
  // who and why
  more: { vi: 'Thêm chi tiết (nếu có)', en: 'More details (optional)' },
  who: { vi: 'Hộ hoặc người làm', en: 'Who did it' },
  nobody: { vi: 'không ghi', en: 'not said' },
  place: { vi: 'Làm ở đâu', en: 'Where' },
  note: { vi: 'Ghi chú riêng', en: 'Private note' },
  noteHint: {
    vi: 'Chỉ đơn vị mình đọc được. Những mục khác ở trên là công khai, xin không ghi tên người.',
    en: 'Only your organization can read it. Everything above is public: please name no persons.',
  },
  noNames: {
    vi: 'Phần này công khai, xin không ghi tên người.',
    en: 'This is public: please name no persons.',
  },
  lateReason: { vi: 'Vì sao ghi muộn', en: 'Why so late' },
  lateHint: {
    vi: 'Việc đã quá 30 ngày nên phải có lý do. Lý do và cả hai ngày sẽ hiện trên trang của lô.',
    en: 'It is more than 30 days ago, so a reason is needed. It will be shown with both dates.',
  },
  save: { vi: 'Ghi việc', en: 'Record it' },
  // saved
  savedTitle: { vi: 'Đã ghi', en: 'Recorded' },
  savedMany: {
    vi: (p: { count: number }) => `Đã ghi ${p.count} dòng nhật ký.`,
    en: (p) => `${p.count} entries are recorded.`,
  },
  savedOne: {
    vi: 'Đã ghi vào nhật ký. Ghi rồi thì không sửa hay xóa, chỉ đính chính.',
    en: 'It is in the diary. It can be corrected, never changed or deleted.',
  },
  partly: {
    vi: (p: { done: number; all: number }) =>
      `Đã ghi ${p.done} trên ${p.all} dòng. Sửa chỗ báo lỗi rồi lưu tiếp; dòng đã ghi không bị ghi lại.`,
    en: (p) =>
      `${p.done} of ${p.all} entries are recorded. Mend what is named and save again; nothing is recorded twice.`,
  },
  recordOther: { vi: 'Ghi việc khác', en: 'Record something else' },
  toToday: { vi: 'Về Hôm nay', en: 'Back to Today' },
  toBatch: { vi: 'Xem lô', en: 'See the batch' },
})
