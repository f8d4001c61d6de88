import { defineTexts } from '../define-texts.ts'

/** One's own account: what it is, where it is signed in, how one confirms who one is. */
export const accountTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Tài khoản', en: 'Account' },
  name: { vi: 'Tên', en: 'Name' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  organization: { vi: 'Tổ chức', en: 'Organization' },
  role: { vi: 'Vai trò', en: 'Role' },
  area: { vi: 'Địa bàn', en: 'Area' },
  toWork: { vi: 'Về trang làm việc', en: 'To the workspace' },
  mine: { vi: 'Của tôi', en: 'Mine' },
  devices: { vi: 'Thiết bị', en: 'Devices' },
  devicesHint: { vi: 'Máy nào đang đăng nhập', en: 'Where you are signed in' },
  factors: { vi: 'Cách xác nhận', en: 'Ways to confirm' },
  factorsHint: { vi: 'Ứng dụng xác thực, khóa truy cập', en: 'Authenticator app, passkeys' },
  password: { vi: 'Đổi mật khẩu', en: 'Change the password' },
  myData: { vi: 'Dữ liệu của tôi', en: 'My data' },
  myDataHint: { vi: 'Xem, tải về, xóa', en: 'See, download, erase' },
  ofOrganization: { vi: 'Của tổ chức', en: 'Of the organization' },
  people: { vi: 'Người và lời mời', en: 'People and invites' },
  members: { vi: 'Dữ liệu của hộ thành viên', en: "Members' data" },
  quarantine: { vi: 'Mục gửi từ máy đã gỡ', en: 'Entries of removed devices' },
  audit: { vi: 'Nhật ký truy cập', en: 'Access log' },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  signingOut: { vi: 'Đang đăng xuất…', en: 'Signing out…' },
  unsentTitle: { vi: 'Còn mục chưa gửi', en: 'Some entries are not sent' },
  unsent: {
    vi: (p: { count: number }) =>
      `${p.count} mục ghi trên máy này chưa gửi đi. Nếu đăng xuất bây giờ, chúng vẫn nằm trên máy và chỉ gửi được khi anh chị đăng nhập lại ở đây.`,
    en: (p) =>
      `${p.count} ${p.count === 1 ? 'entry' : 'entries'} on this device ${p.count === 1 ? 'is' : 'are'} not sent. If you sign out now they stay here, and are sent only after you sign in here again.`,
  },
  signOutAnyway: { vi: 'Vẫn đăng xuất', en: 'Sign out anyway' },
  stay: { vi: 'Ở lại để gửi', en: 'Stay and send' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  loadMore: { vi: 'Xem thêm', en: 'Show more' },
  notForYou: { vi: 'Trang này không dành cho tài khoản này', en: 'This page is not for this account' },
  notForYouHint: {
    vi: (p: { name: string; role: string }) =>
      `Anh chị đang đăng nhập với tên ${p.name} (${p.role}). Trang này thuộc tổ chức hoặc vai trò khác.`,
    en: (p) =>
      `You are signed in as ${p.name} (${p.role}). This page belongs to another organization or role.`,
  },
  // devices
  devicesBelow: {
    vi: 'Gỡ ngay máy bị mất hoặc không dùng nữa. Việc đã ghi trên máy đó không mất.',
    en: 'Remove a device that is lost or no longer used. What it recorded is not lost.',
  },
  thisDevice: { vi: 'Máy này', en: 'This device' },
  removedDevice: { vi: 'Đã gỡ', en: 'Removed' },
  lastSeen: { vi: (p: { when: string }) => `Dùng lần cuối ${p.when}`, en: (p) => `Last used ${p.when}` },
  signedInAt: { vi: (p: { when: string }) => `Đăng nhập ${p.when}`, en: (p) => `Signed in ${p.when}` },
  removedAt: { vi: (p: { when: string }) => `Gỡ lúc ${p.when}`, en: (p) => `Removed ${p.when}` },
  received: {
    vi: (p: { count: number }) => `Đã nhận ${p.count} mục ghi`,
    en: (p) => `${p.count} ${p.count === 1 ? 'entry' : 'entries'} received`,
  },
  unknownDevice: { vi: 'Máy không rõ', en: 'Unknown device' },
  remove: { vi: 'Gỡ', en: 'Remove' },
  removeOf: { vi: (p: { what: string }) => `Gỡ ${p.what}`, en: (p) => `Remove ${p.what}` },
  removeDeviceTitle: { vi: (p: { what: string }) => `Gỡ ${p.what}?`, en: (p) => `Remove ${p.what}?` },
  removeDevice: {
    vi: 'Máy đó bị đăng xuất ngay. Mục ghi trước lúc gỡ mà gửi đến sau sẽ chờ người quản lý xét.',
    en: 'It is signed out at once. What it recorded before and sends later waits for the administrator.',
  },
  noDevices: { vi: 'Chưa có thiết bị nào.', en: 'No devices yet.' },
  deviceRemoved: { vi: 'Đã gỡ thiết bị.', en: 'The device was removed.' },
  othersDevices: { vi: 'Của người khác trong tổ chức', en: 'Of others in the organization' },
  // ways to confirm
  factorsBelow: {
    vi: 'Ngoài mật khẩu, đây là các cách để biết đúng là anh chị.',
    en: 'Besides the password, these show that it is you.',
  },
  noFactors: {
    vi: 'Chưa có cách nào ngoài mật khẩu. Thêm một cách thì tài khoản an toàn hơn nhiều.',
    en: 'None besides the password yet. Adding one makes the account much safer.',
  },
  addedAt: { vi: (p: { when: string }) => `Thêm ${p.when}`, en: (p) => `Added ${p.when}` },
  usedAt: { vi: (p: { when: string }) => `Dùng lần cuối ${p.when}`, en: (p) => `Last used ${p.when}` },
  addWay: { vi: 'Thêm cách xác nhận', en: 'Add a way to confirm' },
  removeFactor: {
    vi: 'Sau khi bỏ, cách này không còn dùng để xác nhận được nữa.',
    en: 'After that it can no longer confirm who you are.',
  },
  factorAdded: { vi: 'Đã thêm cách xác nhận.', en: 'Added.' },
  factorRemoved: { vi: 'Đã bỏ cách xác nhận.', en: 'Removed.' },
  // the password
  currentPassword: { vi: 'Mật khẩu đang dùng', en: 'Current password' },
  currentWrong: {
    vi: 'Mật khẩu đang dùng chưa đúng; hãy nhập lại.',
    en: 'The current password is not right; try again.',
  },
  passwordBelow: {
    vi: 'Sau khi đổi, các máy khác phải đăng nhập lại.',
    en: 'After that your other devices have to sign in again.',
  },
  changePassword: { vi: 'Đổi mật khẩu', en: 'Change the password' },
  passwordChanged: {
    vi: 'Đã đổi mật khẩu. Các máy khác đã được đăng xuất.',
    en: 'The password was changed. Your other devices were signed out.',
  },
  // the access log
  auditBelow: {
    vi: 'Ai đã đăng nhập, ai xem thông tin riêng, ai đổi quyền gì. Không ai sửa hay xóa được.',
    en: 'Who signed in, who looked at private data, who changed what. Nobody can change or delete it.',
  },
  noAudit: { vi: 'Chưa có gì trong nhật ký.', en: 'Nothing in the log yet.' },
  fromOutside: { vi: 'Người ngoài tổ chức', en: 'From outside' },
  someone: { vi: 'Không rõ ai', en: 'Unknown' },
  // entries of removed devices
  quarantineBelow: {
    vi: 'Máy đã gỡ gửi đến những mục ghi trước lúc gỡ. Không mục nào bị bỏ; anh chị xét từng mục.',
    en: 'Removed devices sent these, recorded before their removal. Nothing is dropped; decide on each.',
  },
  noQuarantine: { vi: 'Không có mục nào chờ xét.', en: 'Nothing is waiting.' },
  happened: { vi: (p: { when: string }) => `Diễn ra ${p.when}`, en: (p) => `Happened ${p.when}` },
  arrived: {
    vi: (p: { when: string; name: string }) => `${p.name} ghi, gửi đến ${p.when}`,
    en: (p) => `Recorded by ${p.name}, arrived ${p.when}`,
  },
  accept: { vi: 'Nhận vào nhật ký', en: 'Accept' },
  reject: { vi: 'Không nhận', en: 'Reject' },
  acceptedState: { vi: 'Đã nhận', en: 'Accepted' },
  rejectedState: { vi: 'Không nhận', en: 'Rejected' },
  decidedBy: {
    vi: (p: { name: string; when: string }) => `${p.name} quyết định ${p.when}`,
    en: (p) => `Decided by ${p.name} ${p.when}`,
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  decideHint: { vi: 'Lý do được giữ lại cùng mục này.', en: 'The reason is kept with the entry.' },
  decided: { vi: 'Đã ghi quyết định.', en: 'The decision was recorded.' },
})
