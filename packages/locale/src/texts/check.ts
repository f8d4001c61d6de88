import { defineTexts } from './define-texts.ts'

/** What the check on the shopper's phone says. Its script fills in `{count}`, `{time}` and `{key}`: both are made without each other. */
export const checkTexts = defineTexts({
  title: { vi: 'Kiểm tra trên điện thoại này', en: 'Check on this phone' },
  intro: {
    vi: 'Điện thoại tự tính lại dấu niêm phong của từng bản ghi, và nhớ lấy để lần sau biết nếu có ai sửa.',
    en: 'The phone recalculates the seal of every record itself, and remembers it to notice next time if anybody changed one.',
  },
  start: { vi: 'Kiểm tra', en: 'Check' },
  working: { vi: 'Đang kiểm tra…', en: 'Checking…' },

  checked: { vi: 'Đã kiểm tra trên điện thoại này', en: 'Checked on this phone' },
  sealed: {
    vi: '{count} bản ghi đúng từng chữ như khi được niêm phong, không thiếu bản nào ở giữa.',
    en: 'Records exactly as they were sealed, none missing in between: {count}.',
  },
  since: {
    vi: '{count} bản ghi trong số đó không thay đổi kể từ lần kiểm tra trước, {time}.',
    en: 'Of these, unchanged since the check before, {time}: {count}.',
  },
  first: {
    vi: 'Đây là lần đầu điện thoại này kiểm tra. Từ nay, nếu sổ bị sửa thì lần sau sẽ biết.',
    en: 'This is the first check on this phone. From now on it will notice when the log is changed.',
  },
  forgets: {
    vi: 'Trình duyệt này không lưu được gì, nên lần sau không so lại được với hôm nay.',
    en: 'This browser keeps nothing, so the next check cannot be compared with today’s.',
  },
  waiting: {
    vi: '{count} bản ghi vừa nhập, chưa niêm phong.',
    en: 'Just recorded and not sealed yet: {count}.',
  },
  newerRecords: {
    vi: '{count} bản ghi thuộc loại mới hơn: không bị sửa, nhưng điện thoại chưa đọc hiểu được.',
    en: 'Of a newer kind, unchanged, but this check cannot read them: {count}.',
  },
  lockedPhone: {
    vi: '{count} bản ghi gửi đến sau khi máy đã ký bị khóa; đơn vị đã xem lại và nhận.',
    en: 'Sent after the phone that signed them was locked, looked at and accepted: {count}.',
  },
  ownOnly: {
    vi: 'Nguyên liệu có quá nhiều bản ghi, nên lần này chỉ kiểm tra bản ghi của chính lô này.',
    en: 'What went into it has too many records: only those of the batch itself were checked.',
  },
  keyOfLog: {
    vi: 'Khóa của sổ: {key}. Chưa có bên độc lập nào cùng ký.',
    en: 'Key of the log: {key}. No independent witness has signed with it yet.',
  },

  unchecked: { vi: 'Chưa kiểm tra được', en: 'Could not check' },
  saysNothing: {
    vi: 'Điều này không nói lên hàng thật hay giả.',
    en: 'This says nothing about the goods.',
  },
  network: {
    vi: 'Không có mạng, hoặc máy chủ chưa trả lời. Hãy thử lại sau.',
    en: 'No network, or the server did not answer. Please try again later.',
  },
  insecure: {
    vi: 'Trình duyệt chỉ kiểm tra được trên trang có https.',
    en: 'Browsers can check pages with https only.',
  },
  unsealed: {
    vi: 'Có bản ghi chưa được niêm phong. Hãy thử lại sau ít phút.',
    en: 'There are records that are not sealed yet. Please try again in some minutes.',
  },
  newer: {
    vi: 'Có bản ghi mới hơn chương trình kiểm tra. Hãy tải lại trang.',
    en: 'There are records that are newer than this check. Please reload the page.',
  },
  unreadable: {
    vi: 'Câu trả lời của máy chủ không đọc được. Hãy tải lại trang.',
    en: 'The answer of the server cannot be read. Please reload the page.',
  },

  mismatch: { vi: 'Không khớp: đừng dựa vào trang này', en: 'Does not match: do not rely on this page' },
  key: {
    vi: 'Sổ không được ký bằng khóa mà điện thoại này đã ghi nhớ.',
    en: 'The log is not signed with the key that this phone remembers.',
  },
  forked: {
    vi: 'Sổ hôm nay không nối tiếp cuốn sổ mà điện thoại này đã thấy.',
    en: 'Today’s log does not continue the log that this phone saw before.',
  },
  changed: {
    vi: 'Có bản ghi bị sửa, bị bớt hoặc không nằm trong sổ.',
    en: 'A record was changed or left out, or is not in the log.',
  },
  page: {
    vi: 'Trang này và sổ nói khác nhau về lô hàng. Có thể vừa có bản ghi mới: hãy tải lại trang và kiểm tra lại.',
    en: 'This page and the log differ about the batch. A record may just have come in: reload the page and check again.',
  },
  whatToDo: {
    vi: 'Hãy giữ bằng chứng dưới đây và gửi cho cơ quan kiểm tra.',
    en: 'Keep the evidence below and send it to the inspectorate.',
  },
  evidence: { vi: 'Bằng chứng', en: 'Evidence' },
  copy: { vi: 'Chép bằng chứng', en: 'Copy the evidence' },
  copied: { vi: 'Đã chép', en: 'Copied' },
  send: { vi: 'Gửi', en: 'Send' },
})
