import { defineTexts } from '../define-texts.ts'

/** What waits on the phone until it is sent. */
export const outboxTexts = /* @__PURE__ */ defineTexts({
  unsent: {
    vi: (p: { count: number }) => `Còn ${p.count} mục chưa gửi`,
    en: (p) => (p.count === 1 ? '1 entry not sent yet' : `${p.count} entries not sent yet`),
  },
  unsentHint: {
    vi: 'Các mục này đã lưu trong máy và sẽ tự gửi khi có mạng. Đừng xóa dữ liệu của trình duyệt.',
    en: 'They are kept on this phone and will be sent when there is a network. Do not clear the browser’s data.',
  },
  sendNow: { vi: 'Gửi ngay', en: 'Send now' },
  sending: { vi: 'Đang gửi…', en: 'Sending…' },
  heldBack: { vi: 'Đã lưu trên máy này', en: 'Saved on this phone' },
  heldBackHint: {
    vi: 'Sẽ tự gửi sau 10 giây. Ghi nhầm thì bấm “Hoàn tác” để sửa lại.',
    en: 'It is sent in 10 seconds. If something is wrong, press “Undo” and change it.',
  },
  undo: { vi: 'Hoàn tác', en: 'Undo' },
  kept: {
    vi: 'Chưa gửi được. Mục này đã lưu trong máy và sẽ tự gửi khi có mạng.',
    en: 'Could not be sent yet. The entry is kept on this phone and will be sent when there is a network.',
  },
  refused: {
    vi: (p: { what: string; why: string }) => `${p.what}: chưa được ghi nhận. ${p.why}`,
    en: (p) => `${p.what}: was not recorded. ${p.why}`,
  },
  tryAgain: { vi: 'Gửi lại', en: 'Send again' },
  discard: { vi: 'Bỏ mục này', en: 'Discard it' },
  keep: { vi: 'Giữ lại', en: 'Keep it' },
  discardSure: {
    vi: 'Bỏ hẳn mục này? Sau khi bỏ sẽ không lấy lại được.',
    en: 'Discard this entry? It cannot be brought back.',
  },
  handedIn: {
    vi: 'Điện thoại này đã bị gỡ khỏi tài khoản. Những gì đã ghi trước đó đã được chuyển cho quản trị viên xem xét.',
    en: 'This phone was removed from the account. What was recorded on it before has been handed to the administrator.',
  },
})
