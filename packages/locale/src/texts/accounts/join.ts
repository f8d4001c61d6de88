import { defineTexts } from '../define-texts.ts'

/** Joining by an invite, and the first minutes after. */
export const joinTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Tham gia Nguồn', en: 'Join Nguồn' },
  below: {
    vi: (p: { organization: string; role: string }) => `${p.organization} mời anh chị làm ${p.role}.`,
    en: (p) => `${p.organization} invites you as ${p.role}.`,
  },
  until: {
    vi: (p: { when: string }) => `Lời mời có hạn đến ${p.when} và chỉ dùng một lần.`,
    en: (p) => `The invite is good until ${p.when} and works once.`,
  },
  recoverTitle: { vi: 'Vào lại tài khoản', en: 'Get back in' },
  recoverBelow: {
    vi: (p: { name: string; organization: string }) =>
      `Chào ${p.name}. ${p.organization} mời anh chị vào lại. Hãy đặt mật khẩu mới.`,
    en: (p) => `Hello ${p.name}. ${p.organization} lets you in again. Choose a new password.`,
  },
  name: { vi: 'Họ và tên', en: 'Full name' },
  nameHint: {
    vi: 'Chỉ người trong tổ chức và người vận hành thấy tên này.',
    en: 'Only your organization and the operator see it.',
  },
  phoneHint: {
    vi: 'Số này dùng để đăng nhập. Không cần nhận tin nhắn.',
    en: 'You sign in with this number. No text message is sent.',
  },
  newPassword: { vi: 'Mật khẩu mới', en: 'New password' },
  passwordHint: {
    vi: 'Ít nhất 8 ký tự, nên dài từ 15, ví dụ vài từ ghép lại. Dán được từ trình quản lý mật khẩu.',
    en: 'At least 8 characters, better 15 or more, such as a few words together. You may paste it.',
  },
  passwordShort: {
    vi: 'Mật khẩu còn ngắn; cần ít nhất 8 ký tự.',
    en: 'This is too short; it takes at least 8 characters.',
  },
  join: { vi: 'Tham gia', en: 'Join' },
  comeBack: { vi: 'Đặt mật khẩu và vào lại', en: 'Set the password and get in' },
  joining: { vi: 'Đang tham gia…', en: 'Joining…' },
  takesOver: {
    vi: (p: { name: string }) =>
      `Máy này đang đăng nhập với tên ${p.name}. Khi tham gia, ${p.name} sẽ được đăng xuất khỏi máy này.`,
    en: (p) => `${p.name} is signed in on this device. Joining signs ${p.name} out here.`,
  },
  privacy: {
    vi: 'Tên và số điện thoại chỉ dùng để đăng nhập và để tổ chức biết ai đã ghi việc gì. Anh chị xem, tải về hoặc xóa bất cứ lúc nào ở mục “Dữ liệu của tôi”.',
    en: 'Name and phone number serve to sign in and to tell the organization who recorded what. See, download or erase them at any time under “My data”.',
  },
  notValidTitle: { vi: 'Lời mời này không dùng được', en: 'This invite cannot be used' },
  notValid: {
    vi: 'Lời mời chỉ dùng một lần, trong 72 giờ. Có thể nó đã được dùng, đã quá hạn hoặc đã bị hủy.',
    en: 'An invite works once, within 72 hours. It may have been used, have run out or been withdrawn.',
  },
  notValidNext: {
    vi: 'Hãy xin người mời một lời mời mới. Nếu anh chị đã tham gia rồi, chỉ cần đăng nhập.',
    en: 'Ask whoever invited you for a new one. If you have joined already, just sign in.',
  },
  noLink: {
    vi: 'Đường dẫn thiếu phần mã mời. Hãy quét lại mã QR, hoặc chép cả đường dẫn.',
    en: 'The link lacks its invite. Scan the QR code again, or copy the whole link.',
  },
  awaiting: {
    vi: 'Lời mời này còn chờ người vận hành thứ hai đồng ý. Hãy mở lại đường dẫn sau.',
    en: 'A second operator still has to agree to this invite. Open the link again later.',
  },
  toSignIn: { vi: 'Đến trang đăng nhập', en: 'To the sign-in page' },
  // after joining
  welcomeTitle: {
    vi: (p: { name: string }) => `Chào mừng ${p.name}`,
    en: (p) => `Welcome, ${p.name}`,
  },
  welcomeBelow: { vi: 'Anh chị đã vào được rồi.', en: 'You are in.' },
  installTitle: { vi: 'Đặt Nguồn lên màn hình chính', en: 'Put Nguồn on your home screen' },
  installWhy: {
    vi: 'Như vậy mở nhanh hơn, và điện thoại không tự xóa những việc ghi lúc mất mạng.',
    en: 'It opens faster, and the phone does not delete what you record while offline.',
  },
  onAndroid: { vi: 'Điện thoại Android (Chrome)', en: 'Android (Chrome)' },
  androidStep: {
    vi: 'Bấm dấu ba chấm ở góc trên, chọn “Thêm vào màn hình chính”.',
    en: 'Tap the three dots at the top, choose “Add to Home screen”.',
  },
  onIphone: { vi: 'iPhone (Safari)', en: 'iPhone (Safari)' },
  iphoneStep: {
    vi: 'Bấm nút Chia sẻ (ô vuông có mũi tên), chọn “Thêm vào MH chính”.',
    en: 'Tap Share (a square with an arrow), choose “Add to Home Screen”.',
  },
  inZalo: {
    vi: 'Đang mở trong Zalo? Bấm dấu ba chấm, chọn mở bằng trình duyệt, rồi làm như trên.',
    en: 'Inside Zalo? Tap the three dots, open in the browser, then do the same.',
  },
  toWork: { vi: 'Vào trang làm việc', en: 'To the workspace' },
})
