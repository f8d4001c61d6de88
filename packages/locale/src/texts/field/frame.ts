import { defineTexts } from '../define-texts.ts'

/** What surrounds every page of the workspace: navigation, asking who one is, waiting, failing. */
export const frameTexts = /* @__PURE__ */ defineTexts({
  // navigation
  today: { vi: 'Hôm nay', en: 'Today' },
  record: { vi: 'Ghi việc', en: 'Record' },
  batches: { vi: 'Lô', en: 'Batches' },
  scan: { vi: 'Quét', en: 'Scan' },
  navigation: { vi: 'Các trang chính', en: 'Main pages' },
  back: { vi: 'Quay lại', en: 'Back' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  // waiting and failing
  loading: { vi: 'Đang mở…', en: 'Loading…' },
  failed: { vi: 'Chưa mở được trang này', en: 'This page could not be opened' },
  retry: { vi: 'Thử lại', en: 'Try again' },
  requestId: { vi: (p: { id: string }) => `Mã yêu cầu: ${p.id}`, en: (p) => `Request id: ${p.id}` },
  noPage: { vi: 'Không có trang này', en: 'There is no such page' },
  noPageHint: { vi: 'Đường dẫn có thể đã gõ sai.', en: 'The address may be mistyped.' },
  toStart: { vi: 'Về trang đầu', en: 'To the first page' },
  // who one is
  account: { vi: 'Tài khoản', en: 'Account' },
  scanCode: { vi: 'Quét mã', en: 'Scan a code' },
  // forms
  save: { vi: 'Lưu', en: 'Save' },
  saving: { vi: 'Đang lưu…', en: 'Saving…' },
  next: { vi: 'Tiếp', en: 'Next' },
  edit: { vi: 'Sửa', en: 'Edit' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  choose: { vi: 'Chọn…', en: 'Choose…' },
  mustFill: { vi: 'Hãy điền mục này.', en: 'Please fill this in.' },
  mustChoose: { vi: 'Hãy chọn ít nhất một.', en: 'Please choose at least one.' },
  mustChooseOne: { vi: 'Hãy chọn một.', en: 'Please choose one.' },
  notSaved: {
    vi: 'Chưa lưu được. Xem chỗ báo đỏ ở trên.',
    en: 'Not saved yet. See what is marked in red above.',
  },
  notNumber: {
    vi: 'Hãy ghi bằng số, lớn hơn 0, ví dụ 12 hoặc 1,5.',
    en: 'Please write a number above 0, such as 12 or 1.5.',
  },
  notWhole: { vi: 'Hãy ghi số nguyên, ví dụ 7.', en: 'Please write a whole number, such as 7.' },
  understood: {
    vi: (p: { amount: string }) => `Hiểu là ${p.amount}`,
    en: (p) => `Understood as ${p.amount}`,
  },
  draftBack: {
    vi: 'Đã mở lại phần anh chị đang ghi dở.',
    en: 'What you were writing has been brought back.',
  },
  startOver: { vi: 'Ghi lại từ đầu', en: 'Start over' },
})
