import type { Text } from '../define-texts.ts'

/** What a person who signs in is. */
export const personKindNames = {
  staff: { vi: 'Nhân viên', en: 'Staff' },
  admin: { vi: 'Quản lý', en: 'Administrator' },
  inspector: { vi: 'Cán bộ kiểm tra', en: 'Inspector' },
  operator: { vi: 'Người vận hành', en: 'Operator' },
} as const satisfies Record<string, Text>

/** A way to confirm who one is, besides the password. */
export const factorNames = {
  totp: { vi: 'Ứng dụng xác thực', en: 'Authenticator app' },
  passkey: { vi: 'Khóa truy cập', en: 'Passkey' },
} as const satisfies Record<string, Text>

/** What an invite has come to. */
export const inviteStateNames = {
  open: { vi: 'Đang chờ người nhận', en: 'Waiting to be used' },
  awaiting: { vi: 'Chờ người vận hành thứ hai đồng ý', en: 'Waiting for a second operator' },
  used: { vi: 'Đã dùng', en: 'Used' },
  expired: { vi: 'Quá hạn', en: 'Run out' },
  revoked: { vi: 'Đã hủy', en: 'Withdrawn' },
} as const satisfies Record<string, Text>

/** What the audit tells, as a sentence without its subject. */
export const auditActionNames = {
  signed_in: { vi: 'Đăng nhập', en: 'Signed in' },
  sign_in_failed: { vi: 'Đăng nhập không được', en: 'Failed to sign in' },
  signed_out: { vi: 'Đăng xuất', en: 'Signed out' },
  confirmed: { vi: 'Xác nhận lại là ai', en: 'Confirmed who they are' },
  joined: { vi: 'Tham gia bằng lời mời', en: 'Joined by an invite' },
  recovered: { vi: 'Vào lại bằng lời mời', en: 'Got back in by an invite' },
  invited: { vi: 'Mời một người', en: 'Invited a person' },
  invite_approved: { vi: 'Đồng ý một lời mời vào lại', en: 'Agreed to let a person in again' },
  invite_revoked: { vi: 'Hủy một lời mời', en: 'Withdrew an invite' },
  person_removed: { vi: 'Cho một người rời tổ chức', en: 'Removed a person' },
  kind_changed: { vi: 'Đổi quyền của một người', en: 'Changed what a person may do' },
  area_changed: { vi: 'Đổi địa bàn của cán bộ kiểm tra', en: "Changed an inspector's area" },
  factor_added: { vi: 'Thêm cách xác nhận', en: 'Added a way to confirm' },
  factor_removed: { vi: 'Bỏ cách xác nhận', en: 'Removed a way to confirm' },
  password_changed: { vi: 'Đổi mật khẩu', en: 'Changed the password' },
  device_added: { vi: 'Thêm thiết bị', en: 'Added a device' },
  device_revoked: { vi: 'Gỡ thiết bị', en: 'Removed a device' },
  session_ended: { vi: 'Kết thúc phiên làm việc', en: 'Ended a session' },
  private_read: { vi: 'Xem thông tin riêng', en: 'Looked at private data' },
  exported: { vi: 'Tải dữ liệu cá nhân', en: 'Exported personal data' },
  erased: { vi: 'Xóa dữ liệu cá nhân', en: 'Erased personal data' },
  quarantine_decided: { vi: 'Xét mục gửi từ máy đã gỡ', en: 'Decided on an entry of a removed device' },
  recall_proposed: { vi: 'Đề nghị thu hồi', en: 'Proposed a recall' },
  recall_confirmed: { vi: 'Xác nhận thu hồi', en: 'Confirmed a recall' },
  recall_withdrawn: { vi: 'Rút đề nghị thu hồi', en: 'Withdrew a recall' },
  recall_lift_proposed: { vi: 'Đề nghị kết thúc thu hồi', en: 'Proposed to lift a recall' },
  recall_lifted: { vi: 'Kết thúc thu hồi', en: 'Lifted a recall' },
  recall_noted: { vi: 'Ghi kết quả thu hồi', en: 'Noted the follow-up of a recall' },
  recall_closed: { vi: 'Khép hồ sơ thu hồi', en: 'Closed a recall' },
  recall_drilled: { vi: 'Diễn tập thu hồi', en: 'Drilled a recall' },
  labels_reprinted: { vi: 'In lại tem', en: 'Printed labels again' },
  scan_alert_decided: { vi: 'Xét cảnh báo tem', en: 'Decided on a label warning' },
} as const satisfies Record<string, Text>
