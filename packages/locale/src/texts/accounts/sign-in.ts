import { defineTexts } from '../define-texts.ts'

/** Signing in, the second step, setting it up, and confirming who one is. */
export const signInTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Đăng nhập', en: 'Sign in' },
  below: {
    vi: 'Dành cho hợp tác xã, cán bộ kiểm tra và người vận hành.',
    en: 'For cooperatives, inspectors and operators.',
  },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  phoneHint: { vi: 'Ví dụ 0912 345 678', en: 'For example 0912 345 678' },
  phoneWrong: {
    vi: 'Số điện thoại chưa đúng; hãy ghi đủ 10 số, ví dụ 0912 345 678.',
    en: 'This is not a phone number; write all 10 digits, such as 0912 345 678.',
  },
  password: { vi: 'Mật khẩu', en: 'Password' },
  showPassword: { vi: 'Hiện mật khẩu', en: 'Show the password' },
  hidePassword: { vi: 'Ẩn mật khẩu', en: 'Hide the password' },
  show: { vi: 'Hiện', en: 'Show' },
  hide: { vi: 'Ẩn', en: 'Hide' },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  signingIn: { vi: 'Đang đăng nhập…', en: 'Signing in…' },
  forgotTitle: { vi: 'Quên mật khẩu hoặc mất điện thoại?', en: 'Forgot the password, or lost the phone?' },
  forgot: {
    vi: 'Hãy xin người quản lý của tổ chức một lời mời mới. Không ai, kể cả người quản lý, đặt mật khẩu thay anh chị được.',
    en: 'Ask the administrator of your organization for a new invite. Nobody, not even the administrator, can set your password for you.',
  },
  inviteTitle: { vi: 'Có mã mời?', en: 'Have an invite?' },
  invite: {
    vi: 'Mở máy ảnh của điện thoại, đưa vào mã QR trên lời mời rồi bấm vào đường dẫn hiện ra. Nếu nhận lời mời qua Zalo hay tin nhắn, chỉ cần bấm vào đường dẫn.',
    en: 'Open the camera app of the phone, point it at the QR code of the invite and tap the link. If the invite came in a message, just tap its link.',
  },
  shopperTitle: { vi: 'Người mua hàng', en: 'Shoppers' },
  shopper: {
    vi: 'Ai cũng có thể quét mã trên bao bì, không cần tài khoản.',
    en: 'Anyone can scan the code on a package; no account is needed.',
  },
  ended: {
    vi: 'Phiên làm việc đã hết hạn. Đăng nhập lại để làm tiếp; những việc đã ghi trên máy vẫn còn.',
    en: 'Your session has ended. Sign in again to go on; what you recorded on this device is kept.',
  },
  // the second step
  secondTitle: { vi: 'Bước xác nhận thứ hai', en: 'Second step' },
  secondBelow: {
    vi: (p: { name: string }) => `Chào ${p.name}. Còn một bước nữa để vào.`,
    en: (p) => `Hello ${p.name}. One more step.`,
  },
  code: { vi: 'Mã 6 số trong ứng dụng xác thực', en: 'The 6-digit code of your authenticator app' },
  codeHint: { vi: 'Mã đổi mỗi 30 giây.', en: 'It changes every 30 seconds.' },
  codeWrong: { vi: 'Hãy ghi đủ 6 số.', en: 'Please write all 6 digits.' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  confirming: { vi: 'Đang xác nhận…', en: 'Confirming…' },
  usePasskey: { vi: 'Xác nhận bằng khóa truy cập', en: 'Confirm with a passkey' },
  passkeyHint: {
    vi: 'Dùng vân tay, khuôn mặt hoặc mã mở khóa màn hình của máy này.',
    en: 'With the fingerprint, face or screen lock of this device.',
  },
  passkeyFailed: {
    vi: 'Chưa xác nhận được bằng khóa truy cập; hãy thử lại, hoặc dùng cách khác.',
    en: 'The passkey was not confirmed; try again, or use another way.',
  },
  noPasskeyHere: {
    vi: 'Trình duyệt này không dùng được khóa truy cập; hãy mở bằng Chrome, Edge hoặc Safari bản mới, ở địa chỉ https.',
    en: 'This browser cannot use passkeys; open the page in a recent Chrome, Edge or Safari, at an https address.',
  },
  or: { vi: 'hoặc', en: 'or' },
  notMe: { vi: 'Đăng nhập bằng tài khoản khác', en: 'Sign in with another account' },
  // setting it up
  enrolTitle: { vi: 'Thêm bước xác nhận thứ hai', en: 'Set up a second step' },
  enrolBelow: {
    vi: 'Tài khoản này quản lý dữ liệu của nhiều người, nên ngoài mật khẩu cần thêm một cách xác nhận. Chọn một trong hai cách.',
    en: 'This account looks after the data of many people, so besides the password it needs a second way to confirm. Choose one of two.',
  },
  byApp: { vi: 'Ứng dụng xác thực', en: 'Authenticator app' },
  byAppHint: {
    vi: 'Google Authenticator, Microsoft Authenticator hoặc tương tự. Dùng được cả khi không có mạng.',
    en: 'Google Authenticator, Microsoft Authenticator or the like. Works without a network.',
  },
  byPasskey: { vi: 'Khóa truy cập', en: 'Passkey' },
  scanOtp: {
    vi: 'Mở ứng dụng xác thực, chọn thêm tài khoản rồi quét mã này.',
    en: 'Open the authenticator app, choose to add an account and scan this code.',
  },
  otpQr: { vi: 'Mã QR cho ứng dụng xác thực', en: 'QR code for the authenticator app' },
  sameDevice: {
    vi: 'Ứng dụng ở ngay trên máy này? Chép khóa dưới đây rồi dán vào ứng dụng.',
    en: 'Is the app on this very device? Copy the key below and paste it into the app.',
  },
  secret: { vi: 'Khóa thiết lập', en: 'Set-up key' },
  copy: { vi: 'Chép', en: 'Copy' },
  copied: { vi: 'Đã chép', en: 'Copied' },
  firstCode: { vi: 'Mã 6 số mà ứng dụng đang hiện', en: 'The 6-digit code the app shows now' },
  passkeyName: { vi: 'Tên để dễ nhớ', en: 'A name to know it by' },
  passkeyNameHint: {
    vi: 'Ví dụ: điện thoại của tôi. Có thể bỏ trống.',
    en: 'Such as: my phone. May be left empty.',
  },
  makePasskey: { vi: 'Tạo khóa truy cập', en: 'Make a passkey' },
  // confirming again
  againTitle: { vi: 'Xác nhận anh chị là ai', en: 'Confirm who you are' },
  again: {
    vi: 'Việc này cần xác nhận lại. Lần xác nhận có hiệu lực trong 5 phút.',
    en: 'This needs a fresh confirmation. It holds for 5 minutes.',
  },
  cancel: { vi: 'Thôi', en: 'Cancel' },
})
