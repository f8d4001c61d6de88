import { defineTexts, type Text } from './define-texts.ts'

/** What somebody who holds a package reports. */
export const reportKindNames = {
  fake: { vi: 'Nghi là hàng giả', en: 'I think it is a fake' },
  different: { vi: 'Gói tôi cầm khác với trang này', en: 'My package differs from this page' },
  quality: { vi: 'Hàng hỏng hoặc có vấn đề', en: 'The goods are spoiled or have a problem' },
  still_sold: {
    vi: 'Vẫn bán dù đã thu hồi, hủy tem hoặc quá hạn',
    en: 'Still sold though recalled, cancelled or expired',
  },
  wrong_facts: { vi: 'Thông tin trên trang sai', en: 'What the page says is wrong' },
} as const satisfies Record<string, Text>

export const reportStateNames = {
  new: { vi: 'Mới', en: 'New' },
  seen: { vi: 'Đã xem', en: 'Seen' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
} as const satisfies Record<string, Text>

/** The form that a shopper fills in, and the list of what came in. */
export const reportTexts = defineTexts({
  title: { vi: 'Báo sai, báo hàng giả', en: 'Report a fake or an error' },
  intro: {
    vi: 'Tin báo được gửi tới nơi phát hành mã và cơ quan kiểm tra. Không cần đăng nhập.',
    en: 'Your report goes to whoever issued the code and to the inspectors. No sign-in needed.',
  },
  code: { vi: 'Mã', en: 'Code' },
  kind: { vi: 'Chuyện gì?', en: 'What is it?' },
  words: { vi: 'Kể lại ngắn gọn', en: 'Tell us briefly' },
  photo: { vi: 'Ảnh tem hoặc gói hàng (không bắt buộc)', en: 'Picture of the label or package (optional)' },
  photoHint: {
    vi: 'Một ảnh, không quá 5 MB. Nơi chụp và thông tin máy bị xóa khỏi ảnh. Chỉ nơi phát hành mã và cơ quan kiểm tra thấy ảnh. Sau một năm ảnh bị xóa.',
    en: 'One picture, at most 5 MB. Where it was taken and by which phone is removed. Only whoever issued the code and the inspectors see it. It is deleted after a year.',
  },
  place: { vi: 'Mua ở đâu, khi nào (nếu nhớ)', en: 'Where and when bought (if you remember)' },
  phone: { vi: 'Số điện thoại (không bắt buộc)', en: 'Phone number (optional)' },
  phoneHint: {
    vi: 'Chỉ nơi phát hành mã và cơ quan kiểm tra thấy số này. Sau một năm số bị xóa.',
    en: 'Only whoever issued the code and the inspectors see this number. It is deleted after a year.',
  },
  send: { vi: 'Gửi tin báo', en: 'Send the report' },
  missing: {
    vi: 'Hãy chọn chuyện gì và kể lại vài lời.',
    en: 'Please choose what it is and say a few words.',
  },
  badPhone: {
    vi: 'Số điện thoại chưa đúng. Có thể để trống.',
    en: 'The phone number is not right. You may leave it empty.',
  },
  badPhoto: {
    vi: 'Không mở được ảnh này. Hãy chọn ảnh JPEG, PNG hoặc WebP khác, không quá 24 triệu điểm ảnh, hoặc gửi tin không kèm ảnh.',
    en: 'This picture cannot be opened. Please choose another JPEG, PNG or WebP of at most 24 megapixels, or send the report without one.',
  },
  bigPhoto: {
    vi: 'Ảnh lớn hơn 5 MB. Hãy chọn ảnh nhỏ hơn, hoặc gửi tin không kèm ảnh.',
    en: 'The picture is larger than 5 MB. Please choose a smaller one, or send the report without one.',
  },
  photoAgain: { vi: 'Nhớ chọn lại ảnh.', en: 'Remember to choose the picture again.' },
  thanksTitle: { vi: 'Đã nhận tin báo', en: 'Your report was received' },
  thanksText: {
    vi: 'Cảm ơn bạn. Hãy giữ lại bao bì, tem và hóa đơn.',
    en: 'Thank you. Please keep the package, the label and the receipt.',
  },
  back: { vi: 'Về trang của mã này', en: 'Back to the page of this code' },

  // the list of those who receive them
  listTitle: { vi: 'Tin người mua báo', en: 'Reports from shoppers' },
  openPage: { vi: 'Mở trang của mã', en: 'Open the page of the code' },
  none: {
    vi: 'Chưa có tin nào. Khi người mua báo sai, báo hàng giả, tin sẽ hiện ở đây.',
    en: 'No reports yet. What shoppers report about your codes appears here.',
  },
  boughtAt: { vi: 'Nơi mua', en: 'Bought at' },
  photoOf: { vi: 'Ảnh kèm tin báo', en: 'Picture sent with the report' },
  markSeen: { vi: 'Đánh dấu đã xem', en: 'Mark as seen' },
  answer: { vi: 'Đã xử lý thế nào', en: 'What was done' },
  saveAnswer: { vi: 'Lưu trả lời', en: 'Save the answer' },
})
