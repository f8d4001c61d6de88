import { defineTexts } from '../define-texts.ts'

/** The scanner. */
export const scanTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Quét mã', en: 'Scan a code' },
  aim: { vi: 'Đưa mã QR vào khung', en: 'Bring the QR code into the frame' },
  starting: { vi: 'Đang mở máy ảnh…', en: 'Opening the camera…' },
  torchOn: { vi: 'Bật đèn', en: 'Light on' },
  torchOff: { vi: 'Tắt đèn', en: 'Light off' },
  zoom: { vi: 'Phóng to', en: 'Zoom' },
  zoomIn: { vi: 'Phóng to hơn', en: 'Zoom in' },
  zoomOut: { vi: 'Thu nhỏ lại', en: 'Zoom out' },
  camera: { vi: 'Máy ảnh', en: 'Camera' },
  cameraNumber: {
    vi: ({ number }: { number: number }) => `Máy ảnh ${number}`,
    en: ({ number }) => `Camera ${number}`,
  },
  fromPicture: { vi: 'Đọc mã từ ảnh có sẵn', en: 'Read a code from a photo' },
  fromPictureHint: {
    vi: 'Ảnh được đọc ngay trên máy này, không gửi đi đâu.',
    en: 'The photo is read on this phone and sent nowhere.',
  },
  reading: { vi: 'Đang đọc ảnh…', en: 'Reading the photo…' },
  nothingInPicture: {
    vi: 'Không thấy mã QR trong ảnh này. Chụp gần hơn, đủ sáng, cả mã nằm trong ảnh; hoặc gõ mã in trên tem.',
    en: 'No QR code was found in this photo. Take one closer, in good light, with the whole code in it, or type the code.',
  },
  lastScans: { vi: 'Mã vừa xem', en: 'Last codes' },
  lastScansHint: { vi: 'Chỉ lưu trên máy này.', en: 'Kept on this phone only.' },
  forget: { vi: 'Xoá danh sách này', en: 'Clear this list' },
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
  oddLength: {
    vi: ({ length }: { length: number }) =>
      `Đã gõ ${length} ký tự, mã của chúng tôi có 12 hoặc 14: sai 1 ký tự? Nếu là số lô thì bỏ qua.`,
    en: ({ length }) =>
      `${length} characters typed, our codes have 12 or 14: is one wrong? If it is a lot, never mind.`,
  },
  letterU: {
    vi: 'Mã của chúng tôi không có chữ U: sai 1 ký tự? Có thể là chữ V.',
    en: 'Our codes have no letter U: is one character wrong? It may be a V.',
  },
  wrongCheckDigit: {
    vi: 'Số sau /01/ không khớp số kiểm tra: sai 1 ký tự? Xem lại dòng in dưới mã QR.',
    en: 'The number after /01/ does not fit its check digit: is one digit wrong? Look at the line below the QR code.',
  },
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
  inApp: {
    vi: 'Ứng dụng này không cho trang web mở máy ảnh. Bấm ⋮ hoặc … rồi chọn "Mở bằng trình duyệt"; hoặc chọn ảnh, gõ mã bên dưới.',
    en: 'This app does not let web pages open the camera. Tap ⋮ or … and choose "Open in browser", or choose a photo or type the code below.',
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
