import { defineTexts } from '../define-texts.ts'

/** What is kept about a person, and what the person may ask for (Law 91/2025/QH15). */
export const myDataTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Dữ liệu của tôi', en: 'My data' },
  keptTitle: { vi: 'Nguồn giữ gì về anh chị', en: 'What Nguồn keeps about you' },
  keptAccount: {
    vi: 'Tên, số điện thoại, tổ chức và vai trò, để đăng nhập và biết ai đã ghi việc gì.',
    en: 'Name, phone number, organization and role: to sign in and to know who recorded what.',
  },
  keptSecrets: {
    vi: 'Dấu vết của mật khẩu và cách xác nhận. Không ai đọc lại được mật khẩu.',
    en: 'A fingerprint of your password, and your ways to confirm. Nobody can read the password back.',
  },
  keptDevices: {
    vi: 'Các máy đã đăng nhập và nhật ký truy cập, để phát hiện người lạ dùng tài khoản.',
    en: 'The devices you signed in on and the access log: to notice strangers.',
  },
  keptRecords: {
    vi: 'Những việc anh chị đã ghi. Trên trang công khai chỉ hiện tên khi người đó đồng ý.',
    en: 'What you recorded. Public pages show a name only with consent.',
  },
  notKept: {
    vi: 'Không theo dõi vị trí, không quảng cáo, không bán hay chuyển dữ liệu cho bên khác.',
    en: 'No location tracking, no advertising, nothing sold or passed on.',
  },
  rightsTitle: { vi: 'Quyền của anh chị', en: 'Your rights' },
  rightsLaw: {
    vi: 'Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, anh chị có quyền:',
    en: 'Under the Law on Personal Data Protection 91/2025/QH15 you may:',
  },
  rightKnow: { vi: 'biết dữ liệu nào được giữ và để làm gì;', en: 'know what is kept and why;' },
  rightConsent: {
    vi: 'đồng ý, không đồng ý, và rút lại sự đồng ý;',
    en: 'consent, refuse, and withdraw consent;',
  },
  rightSee: { vi: 'xem và xin sửa cho đúng;', en: 'see your data and have it corrected;' },
  rightGet: {
    vi: 'lấy một bản, xin xóa, xin hạn chế hoặc phản đối việc sử dụng;',
    en: 'get a copy, have it erased, restrict or object to its use;',
  },
  rightComplain: {
    vi: 'khiếu nại, tố cáo, khởi kiện và đòi bồi thường;',
    en: 'complain, sue and claim damages;',
  },
  rightProtect: { vi: 'yêu cầu được bảo vệ dữ liệu.', en: 'ask for protection of your data.' },
  rightsHow: {
    vi: 'Tải về và xóa làm được ngay ở dưới. Việc khác, hãy nói với người quản lý; sẽ được trả lời trong 2 ngày làm việc.',
    en: 'Download and erase right below. For the rest tell your administrator; you get a first answer within 2 working days.',
  },
  exportTitle: { vi: 'Tải về một bản', en: 'Download a copy' },
  exportHint: {
    vi: 'Một tệp gồm tất cả những gì được giữ về anh chị. Tệp chờ tải trong 24 giờ.',
    en: 'One file with everything kept about you. It waits for 24 hours.',
  },
  makeExport: { vi: 'Chuẩn bị tệp', en: 'Prepare the file' },
  making: { vi: 'Đang chuẩn bị…', en: 'Preparing…' },
  download: { vi: 'Tải tệp về', en: 'Download the file' },
  exportUntil: {
    vi: (p: { when: string }) => `Tệp đã sẵn sàng, tải được đến ${p.when}.`,
    en: (p) => `The file is ready, until ${p.when}.`,
  },
  eraseTitle: { vi: 'Xóa tài khoản của tôi', en: 'Erase my account' },
  eraseHint: {
    vi: 'Tên và số điện thoại bị xóa hẳn, tài khoản đóng lại, mọi máy bị đăng xuất. Những việc đã ghi vẫn còn trong nhật ký nhưng mang một tên thay thế. Không lấy lại được.',
    en: 'Name and phone number are deleted for good, the account closes, every device is signed out. What you recorded stays in the history under a pseudonym. This cannot be undone.',
  },
  erase: { vi: 'Xóa tài khoản', en: 'Erase the account' },
  erasing: { vi: 'Đang xóa…', en: 'Erasing…' },
  reason: { vi: 'Lý do', en: 'Reason' },
  typeToConfirm: {
    vi: 'Gõ chữ “xóa” để xác nhận',
    en: 'Type the word “erase” to confirm',
  },
  typeWord: { vi: 'Hãy gõ đúng chữ “xóa”.', en: 'Please type the word “erase”.' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  erased: {
    vi: 'Đã xóa tài khoản. Cảm ơn anh chị đã dùng Nguồn.',
    en: 'The account was erased. Thank you for having used Nguồn.',
  },
  // members of the organization
  membersTitle: { vi: 'Dữ liệu của hộ thành viên', en: "Members' data" },
  membersBelow: {
    vi: 'Khi một hộ xin bản sao hoặc xin xóa thông tin của mình, anh chị làm ở đây.',
    en: 'When a household asks for a copy or for erasure of its data, do it here.',
  },
  noMembers: {
    vi: 'Chưa có hộ thành viên nào được ghi.',
    en: 'No members are recorded yet.',
  },
  memberHint: {
    vi: 'Tên thật và thông tin riêng của hộ không hiện trong danh sách này.',
    en: 'Real names and private data are not shown in this list.',
  },
  exportMember: { vi: 'Tải một bản', en: 'Get a copy' },
  eraseMember: { vi: 'Xóa thông tin riêng', en: 'Erase private data' },
  eraseMemberTitle: {
    vi: (p: { name: string }) => `Xóa thông tin riêng của ${p.name}?`,
    en: (p) => `Erase the private data of ${p.name}?`,
  },
  eraseMemberHint: {
    vi: 'Tên, điện thoại và các thông tin riêng của hộ bị xóa hẳn. Lịch sử lô hàng vẫn còn, với tên thay thế. Không lấy lại được.',
    en: 'Name, phone and other private fields are deleted for good. The history of batches stays, with a pseudonym. This cannot be undone.',
  },
  memberErased: {
    vi: (p: { count: number }) => `Đã xóa ${p.count} thông tin riêng.`,
    en: (p) => `${p.count} private ${p.count === 1 ? 'field was' : 'fields were'} erased.`,
  },
  exportOf: { vi: (p: { name: string }) => `Bản sao dữ liệu của ${p.name}`, en: (p) => `Data of ${p.name}` },
})
