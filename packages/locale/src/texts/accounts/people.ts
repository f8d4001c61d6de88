import { defineTexts } from '../define-texts.ts'

/** The people of an organization, and inviting them. */
export const peopleTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Người và lời mời', en: 'People and invites' },
  people: { vi: 'Người đang dùng', en: 'People' },
  invites: { vi: 'Lời mời', en: 'Invites' },
  search: { vi: 'Tìm người', en: 'Find a person' },
  searchHint: { vi: 'tên, số điện thoại hoặc tổ chức', en: 'name, phone number or organization' },
  noneFound: { vi: 'Không tìm thấy ai.', en: 'Nobody found.' },
  noPeople: {
    vi: 'Chưa có ai ở đây. Hãy mời người đầu tiên.',
    en: 'Nobody here yet. Invite the first person.',
  },
  noInvites: { vi: 'Không có lời mời nào đang mở.', en: 'No open invites.' },
  you: { vi: 'Anh chị', en: 'You' },
  left: { vi: 'Đã rời', en: 'Left' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  organization: { vi: 'Tổ chức', en: 'Organization' },
  area: { vi: 'Địa bàn', en: 'Area' },
  letInByOperator: {
    vi: 'Quản lý quên mật khẩu thì hai người vận hành cho vào lại; hãy liên hệ người vận hành.',
    en: 'Administrators are let in again by two operators; contact the operator.',
  },
  letInByAdmin: {
    vi: 'Nhân viên quên mật khẩu thì người quản lý của tổ chức cho vào lại.',
    en: 'Staff are let in again by the administrator of their organization.',
  },
  joinedAt: { vi: 'Tham gia', en: 'Joined' },
  lastSeen: { vi: 'Dùng lần cuối', en: 'Last seen' },
  leftAt: { vi: 'Rời đi', en: 'Left' },
  neverSeen: { vi: 'chưa dùng', en: 'not yet' },
  factors: { vi: 'Cách xác nhận', en: 'Ways to confirm' },
  onlyPassword: { vi: 'chỉ mật khẩu', en: 'password only' },
  seenAt: { vi: (p: { when: string }) => `dùng ${p.when}`, en: (p) => `seen ${p.when}` },
  // acting on a person
  letIn: { vi: 'Cho vào lại', en: 'Let in again' },
  letInHint: {
    vi: 'Khi người này quên mật khẩu hoặc mất điện thoại: tạo một lời mời để tự đặt mật khẩu mới.',
    en: 'For who forgot the password or lost the phone: an invite to choose a new password.',
  },
  letInByTwo: {
    vi: 'Với quản lý, cán bộ kiểm tra và người vận hành, cần thêm một người vận hành thứ hai đồng ý.',
    en: 'For administrators, inspectors and operators a second operator has to agree.',
  },
  makeAdmin: { vi: 'Cho làm quản lý', en: 'Make an administrator' },
  makeStaff: { vi: 'Đổi thành nhân viên', en: 'Make staff' },
  makeAdminHint: {
    vi: 'Quản lý mời người, xem nhật ký truy cập và dữ liệu của hộ thành viên. Lần đăng nhập sau sẽ cần bước xác nhận thứ hai.',
    en: "Administrators invite people and see the access log and members' data. The next sign-in asks for a second step.",
  },
  makeStaffHint: {
    vi: 'Từ lần đăng nhập sau, người này chỉ ghi việc và xem lô.',
    en: 'From the next sign-in on this person records and reads only.',
  },
  remove: { vi: 'Cho rời tổ chức', en: 'Remove from the organization' },
  removeTitle: {
    vi: (p: { name: string }) => `Cho ${p.name} rời tổ chức?`,
    en: (p) => `Remove ${p.name}?`,
  },
  removeHint: {
    vi: 'Người này bị đăng xuất ở mọi máy và không vào được nữa. Những việc đã ghi vẫn còn.',
    en: 'Signed out everywhere, and cannot come back in. What was recorded stays.',
  },
  erasePerson: { vi: 'Xóa thông tin cá nhân', en: 'Erase personal data' },
  erasePersonTitle: {
    vi: (p: { name: string }) => `Xóa thông tin cá nhân của ${p.name}?`,
    en: (p) => `Erase the personal data of ${p.name}?`,
  },
  erasePersonHint: {
    vi: 'Tên và số điện thoại của người đã rời bị xóa hẳn. Những việc đã ghi vẫn còn, không kèm tên. Không lấy lại được.',
    en: 'Name and phone number of this person, who has left, are deleted for good. What was recorded stays, without the name. This cannot be undone.',
  },
  personErased: { vi: 'Đã xóa thông tin cá nhân.', en: 'The personal data was erased.' },
  kindTitle: {
    vi: (p: { name: string }) => `Đổi quyền của ${p.name}?`,
    en: (p) => `Change what ${p.name} may do?`,
  },
  removed: { vi: 'Đã cho rời tổ chức.', en: 'Removed.' },
  changed: {
    vi: 'Đã đổi. Có hiệu lực từ lần đăng nhập sau.',
    en: 'Changed. Takes effect with the next sign-in.',
  },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  // a new invite
  invite: { vi: 'Mời người mới', en: 'Invite a person' },
  inviteTo: {
    vi: (p: { organization: string }) => `vào ${p.organization}`,
    en: (p) => `to ${p.organization}`,
  },
  kind: { vi: 'Vai trò', en: 'Role' },
  staffHint: { vi: 'Ghi việc, đăng ký lô, in tem', en: 'Records, registers batches, prints labels' },
  adminHint: {
    vi: 'Thêm: mời người, xét thiết bị, dữ liệu cá nhân. Luôn có bước xác nhận thứ hai',
    en: 'Also invites people, looks after devices and personal data. Always with a second step',
  },
  name: { vi: 'Mời ai', en: 'For whom' },
  nameHint: {
    vi: 'Để anh chị nhớ. Người được mời tự ghi tên mình.',
    en: 'For your memory. Invited people write their own name.',
  },
  makeInvite: { vi: 'Tạo lời mời', en: 'Make the invite' },
  making: { vi: 'Đang tạo…', en: 'Making it…' },
  ready: { vi: 'Lời mời đã sẵn sàng', en: 'The invite is ready' },
  readyFor: { vi: (p: { name: string }) => `Lời mời cho ${p.name}`, en: (p) => `Invite for ${p.name}` },
  once: {
    vi: 'Có hạn 72 giờ, chỉ dùng một lần. Đường dẫn chỉ hiện ở đây; rời trang là không xem lại được.',
    en: 'Good for 72 hours, works once. The link is shown only here; it cannot be seen again later.',
  },
  oncePrinted: {
    vi: (p: { when: string }) => `Có hạn đến ${p.when}, chỉ dùng một lần.`,
    en: (p) => `Good until ${p.when}, works once.`,
  },
  scanMe: {
    vi: 'Mở máy ảnh của điện thoại, quét mã này rồi bấm vào đường dẫn.',
    en: 'Open the camera of the phone, scan this code and tap the link.',
  },
  qr: { vi: 'Mã QR của lời mời', en: 'QR code of the invite' },
  link: { vi: 'Đường dẫn', en: 'Link' },
  copy: { vi: 'Chép đường dẫn', en: 'Copy the link' },
  copied: { vi: 'Đã chép đường dẫn', en: 'Link copied' },
  share: { vi: 'Gửi qua Zalo, tin nhắn…', en: 'Share' },
  shareText: {
    vi: (p: { organization: string }) =>
      `Lời mời tham gia ${p.organization} trên Nguồn. Có hạn 72 giờ, chỉ dùng một lần.`,
    en: (p) => `Invite to join ${p.organization} on Nguồn. Good for 72 hours, works once.`,
  },
  print: { vi: 'In lời mời', en: 'Print the invite' },
  awaits: {
    vi: 'Lời mời này chỉ dùng được sau khi một người vận hành khác đồng ý.',
    en: 'It works only after another operator has agreed.',
  },
  done: { vi: 'Xong', en: 'Done' },
  expiresAt: { vi: (p: { when: string }) => `hạn ${p.when}`, en: (p) => `until ${p.when}` },
  recoveryOf: { vi: (p: { name: string }) => `Cho ${p.name} vào lại`, en: (p) => `Lets ${p.name} in again` },
  unnamed: { vi: 'Không ghi tên', en: 'No name given' },
  withdrawShort: { vi: 'Hủy', en: 'Withdraw' },
  withdraw: { vi: 'Hủy lời mời', en: 'Withdraw' },
  withdrawOf: {
    vi: (p: { name: string }) => `Hủy lời mời: ${p.name}`,
    en: (p) => `Withdraw the invite: ${p.name}`,
  },
  withdrawTitle: { vi: 'Hủy lời mời này?', en: 'Withdraw this invite?' },
  withdrawHint: {
    vi: 'Đường dẫn và mã QR sẽ không dùng được nữa.',
    en: 'Its link and QR code will no longer work.',
  },
  withdrawn: { vi: 'Đã hủy lời mời.', en: 'The invite was withdrawn.' },
})
