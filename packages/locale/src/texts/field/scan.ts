import { defineTexts } from '../define-texts.ts'

/** The scanner. */
export const scanTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Quét mã', en: 'Scan a code' },
  aim: { vi: 'Đưa mã QR vào khung', en: 'Bring the QR code into the frame' },
  starting: { vi: 'Đang mở máy ảnh…', en: 'Opening the camera…' },
  torchOn: { vi: 'Bật đèn', en: 'Light on' },
  torchOff: { vi: 'Tắt đèn', en: 'Light off' },
  byHand: { vi: 'Gõ mã in trên tem', en: 'Type the code on the label' },
  byHandHint: {
    vi: 'Mã hoặc số lô in trên tem, hay địa chỉ in dưới mã QR.',
    en: 'The code or lot on the label, or the address below the QR code.',
  },
  open: { vi: 'Xem', en: 'Open' },
  notCode: {
    vi: 'Mã gõ chưa đúng. Mã chỉ có chữ không dấu, số và dấu . - _; xem lại trên tem.',
    en: 'This is not a code. Codes have plain letters, digits and . - _ only; look at the label again.',
  },
  nothingTyped: { vi: 'Hãy gõ mã in trên tem.', en: 'Please type the code on the label.' },
  notOurAddress: {
    vi: 'Địa chỉ này không phải địa chỉ của một mã truy xuất; xem lại dòng in dưới mã QR.',
    en: 'This is not the address of a traceability code; look at the line below the QR code again.',
  },
  refused: {
    vi: 'Trang này chưa được dùng máy ảnh. Mở cài đặt của trình duyệt, cho phép máy ảnh rồi tải lại; hoặc gõ mã bên dưới.',
    en: 'The camera is not allowed here. Allow it in the settings of your browser and reload, or type the code below.',
  },
  absent: {
    vi: 'Không thấy máy ảnh. Gõ mã bên dưới, hoặc quét bằng điện thoại khác.',
    en: 'No camera was found. Type the code below, or scan with another phone.',
  },
  busy: {
    vi: 'Máy ảnh đang được ứng dụng khác dùng. Đóng ứng dụng đó rồi thử lại; hoặc gõ mã bên dưới.',
    en: 'Another app is using the camera. Close it and try again, or type the code below.',
  },
  insecure: {
    vi: 'Máy ảnh chỉ mở được trên địa chỉ https. Gõ mã bên dưới.',
    en: 'The camera only opens at an https address. Type the code below.',
  },
  again: { vi: 'Thử lại', en: 'Try again' },
  foreign: { vi: 'Mã của hệ thống khác', en: 'A code of another system' },
  foreignHint: {
    vi: 'Mã này dẫn đến trang dưới đây, không phải của chúng tôi, nên không được mở tự động.',
    en: 'It leads to the site below, which is not ours, so it was not opened.',
  },
  notOurs: { vi: 'Không phải mã truy xuất', en: 'Not a traceability code' },
  notOursHint: {
    vi: 'Mã QR này không phải mã của chúng tôi nên không được mở.',
    en: 'This QR code is not one of ours, so it was not opened.',
  },
  found: { vi: 'Đã đọc được mã, đang mở trang…', en: 'Got it, opening the page…' },
  back: { vi: 'Quay lại', en: 'Back' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
})
