import type { Text } from './define-texts.ts'

/** The keys of an export of personal data (JSON), for the person who reads the file. Private fields: `privateFieldLabels`. */
export const exportKeys = {
  // the file
  account: { vi: 'Tài khoản của bạn', en: 'Your account' },
  factors: {
    vi: 'Cách xác nhận (không kèm khóa bí mật)',
    en: 'Ways to confirm who you are (without secrets)',
  },
  sessions: { vi: 'Các lần đăng nhập', en: 'Sign-ins' },
  devices: { vi: 'Thiết bị đã đăng ký', en: 'Registered devices' },
  deviceEntries: { vi: 'Các mục thiết bị đã gửi', en: 'Entries sent by devices' },
  quarantine: { vi: 'Các mục chờ quản lý xét', en: 'Entries waiting for an administrator' },
  invites: { vi: 'Lời mời dành cho bạn', en: 'Invites for you' },
  recalls: { vi: 'Việc thu hồi bạn đề nghị hoặc quyết định', en: 'Recalls you proposed or decided' },
  audit: { vi: 'Nhật ký truy cập do bạn làm hoặc về bạn', en: 'Access log by you or about you' },
  member: { vi: 'Thành viên', en: 'Member' },
  versions: { vi: 'Các lần ghi về thành viên', en: 'Records of the member' },
  consents: { vi: 'Các lần đồng ý hoặc rút lại đồng ý', en: 'Consents given or withdrawn' },
  events: { vi: 'Các việc thành viên đã làm', en: 'Events in which the member acted' },
  private: { vi: 'Phần riêng tư', en: 'Private part' },
  // of each row
  id: { vi: 'Mã số', en: 'Identifier' },
  organizationId: { vi: 'Mã tổ chức', en: 'Organization' },
  deviceId: { vi: 'Mã thiết bị', en: 'Device' },
  eventId: { vi: 'Mã sự kiện', en: 'Event' },
  memberId: { vi: 'Mã thành viên', en: 'Member' },
  addedBy: { vi: 'Mã người mời', en: 'Invited by' },
  kind: { vi: 'Loại', en: 'Kind' },
  type: { vi: 'Loại sự kiện', en: 'Type of event' },
  action: { vi: 'Việc được ghi lại', en: 'What was noted' },
  about: { vi: 'Về ai, về việc gì', en: 'About whom or what' },
  byYou: { vi: 'Do bạn làm', en: 'Done by you' },
  label: { vi: 'Trình duyệt, thiết bị', en: 'Browser or device' },
  sequence: { vi: 'Số thứ tự', en: 'Number' },
  state: { vi: 'Trạng thái', en: 'State' },
  decision: { vi: 'Quyết định', en: 'Decision' },
  role: { vi: 'Vai trò', en: 'Role' },
  publicName: { vi: 'Tên công khai (bí danh)', en: 'Public name (pseudonym)' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
  granted: { vi: 'Đồng ý', en: 'Granted' },
  // an inspector's area
  area: { vi: 'Địa bàn', en: 'Area' },
  level: { vi: 'Cấp', en: 'Level' },
  code: { vi: 'Mã đơn vị hành chính', en: 'Code of the administrative unit' },
  validFrom: { vi: 'Có hiệu lực từ ngày', en: 'Valid from' },
  validTo: { vi: 'Có hiệu lực đến ngày', en: 'Valid to' },
  // times
  at: { vi: 'Thời điểm', en: 'Time' },
  joinedAt: { vi: 'Tham gia lúc', en: 'Joined' },
  addedAt: { vi: 'Thêm lúc', en: 'Added' },
  lastUsedAt: { vi: 'Dùng lần cuối lúc', en: 'Last used' },
  createdAt: { vi: 'Tạo lúc', en: 'Made' },
  usedAt: { vi: 'Dùng lúc', en: 'Used' },
  seenAt: { vi: 'Hoạt động lần cuối lúc', en: 'Last seen' },
  expiresAt: { vi: 'Hết hạn lúc', en: 'Expires' },
  endedAt: { vi: 'Kết thúc lúc', en: 'Ended' },
  revokedAt: { vi: 'Ngừng dùng lúc', en: 'Revoked' },
  receivedAt: { vi: 'Nhận lúc', en: 'Received' },
  proposedAt: { vi: 'Đề nghị lúc', en: 'Proposed' },
  decidedAt: { vi: 'Quyết định lúc', en: 'Decided' },
  occurredAt: { vi: 'Làm lúc', en: 'Happened' },
  recordedAt: { vi: 'Ghi lúc', en: 'Recorded' },
} as const satisfies Record<string, Text>

/** What the file says of itself, first. */
export const exportTitle: Text = {
  vi: 'Dữ liệu được lưu về bạn. Giờ theo UTC. Bạn có quyền xem, sửa, xóa, rút lại đồng ý (Luật 91/2025/QH15).',
  en: 'What is kept about you. Times are UTC. You may see, correct and delete it, and withdraw consent (Law 91/2025/QH15).',
}
