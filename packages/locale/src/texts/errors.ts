import type { Text } from './define-texts.ts'

/** For every error code one sentence: what is wrong and how to mend it. The title of a problem+json answer. */
export const errorTexts = {
  INVALID_REQUEST: {
    vi: 'Thông tin gửi lên chưa đúng; hãy xem lại những chỗ được báo lỗi rồi gửi lại.',
    en: 'Something in the request is not right; check what is named below and send it again.',
  },
  CROSS_SITE: {
    vi: 'Yêu cầu này đến từ một trang khác nên bị từ chối; hãy mở lại trang Nguồn rồi làm lại.',
    en: 'This request came from another site and is refused; open Nguồn itself and try again.',
  },
  TOO_MANY_REQUESTS: {
    vi: 'Đã thử quá nhiều lần; hãy chờ một lát rồi thử lại.',
    en: 'Too many attempts; wait a while, then try again.',
  },
  UNAUTHENTICATED: {
    vi: 'Chưa đăng nhập hoặc phiên làm việc đã hết hạn; hãy đăng nhập lại, những việc đã ghi trên máy vẫn còn.',
    en: 'You are not signed in, or your session has ended; sign in again, what you recorded on this device is kept.',
  },
  SIGN_IN_FAILED: {
    vi: 'Số điện thoại hoặc mật khẩu không đúng; hãy nhập lại, nếu đã quên thì xin người quản lý một lời mời mới.',
    en: 'The phone number or the password is not right; try again, or ask your administrator for a new invite if you forgot it.',
  },
  FACTOR_FAILED: {
    vi: 'Bước xác nhận thứ hai chưa đúng; hãy lấy mã mới hoặc thử lại khóa truy cập.',
    en: 'The second step failed; take a fresh code or try the passkey again.',
  },
  NOT_ALLOWED: {
    vi: 'Tài khoản này không được phép làm việc đó; hãy nhờ người quản lý của tổ chức.',
    en: 'This account may not do that; ask the administrator of your organization.',
  },
  FRESH_FACTOR_REQUIRED: {
    vi: 'Việc này cần xác nhận lại bạn là ai trong vòng 5 phút; hãy xác nhận rồi làm tiếp.',
    en: 'This needs you to confirm who you are within 5 minutes; confirm, then go on.',
  },
  SECOND_PERSON_REQUIRED: {
    vi: 'Việc này cần người thứ hai xác nhận; người đề nghị không tự xác nhận được.',
    en: 'This needs a second person; whoever proposed it cannot confirm it.',
  },
  INVITE_NOT_VALID: {
    vi: 'Lời mời này không còn dùng được (đã dùng, quá 72 giờ hoặc đã bị hủy); hãy xin một lời mời mới.',
    en: 'This invite cannot be used (used already, older than 72 hours, or withdrawn); ask for a new one.',
  },
  PHONE_TAKEN: {
    vi: 'Số điện thoại này đã có tài khoản; hãy đăng nhập, hoặc dùng số khác.',
    en: 'This phone number has an account already; sign in, or use another number.',
  },
  PASSWORD_WEAK: {
    vi: 'Mật khẩu này quá dễ đoán; hãy chọn mật khẩu khác, nên dài từ 15 ký tự, ví dụ vài từ ghép lại.',
    en: 'This password is too easy to guess; choose another, best of 15 characters or more, such as a few words together.',
  },
  LAST_ONE: {
    vi: 'Đây là người quản lý hoặc cách xác nhận cuối cùng nên chưa bỏ được; hãy thêm người hoặc cách khác trước.',
    en: 'This is the last administrator, or the last way to confirm, and cannot be removed; add another first.',
  },
  ALREADY_DECIDED: {
    vi: 'Việc này đã được quyết định rồi; hãy tải lại trang để xem kết quả.',
    en: 'This has been decided already; reload the page to see how.',
  },
  RECALL_CHANGED: {
    vi: 'Danh sách lô liên quan đã thay đổi kể từ lúc xem; hãy lập lại danh sách rồi đề xuất lại.',
    en: 'The batches concerned have changed since you looked; draw up the list again, then propose again.',
  },
  QUARANTINE_FIRST: {
    vi: 'Còn mục của hộ này đang chờ xét từ một máy đã gỡ; hãy ghi nhận hoặc từ chối các mục đó trước, rồi xóa.',
    en: 'Entries of this member still wait, from a device that was removed; record or reject them first, then erase.',
  },
  SIGNATURE_INVALID: {
    vi: 'Chữ ký của máy không khớp với nội dung; hãy mở lại ứng dụng rồi gửi lại, nội dung trên máy vẫn còn.',
    en: 'The signature of the device does not fit what it sent; reopen the app and send again, nothing on the device is lost.',
  },
  DEVICE_SEQUENCE_TAKEN: {
    vi: 'Số thứ tự này của máy đã dùng cho một mục khác; hãy mở lại ứng dụng rồi ghi lại mục này.',
    en: 'The device used this number for another entry; reopen the app and record the entry again.',
  },
  DEVICE_REVOKED: {
    vi: 'Máy này đã bị gỡ khỏi tổ chức nên không ghi tiếp được; hãy xuất các mục còn lại và báo người quản lý.',
    en: 'This device was removed from the organization and records no more; export what remains and tell your administrator.',
  },
  NOT_FOUND: {
    vi: 'Không tìm thấy nội dung này, hoặc tài khoản này không được xem; hãy kiểm tra lại mã hay đường dẫn.',
    en: 'This does not exist, or this account may not see it; check the code or the address.',
  },
  FUTURE_EVENT: {
    vi: 'Thời gian của việc này nằm ở tương lai; hãy sửa lại ngày giờ hoặc kiểm tra đồng hồ của máy.',
    en: 'The time of this event lies in the future; correct it, or check the clock of your device.',
  },
  USED_BEFORE_MADE: {
    vi: 'Lô được dùng trước khi có hàng; hãy sửa lại ngày giờ hoặc ghi việc làm ra lô đó trước.',
    en: 'The batch is used before anything came into it; correct the time, or first record what made it.',
  },
  CYCLE: {
    vi: 'Lô này sẽ thành nguyên liệu của chính nó; hãy chọn lại lô đưa vào hoặc lập lô mới cho hàng làm ra.',
    en: 'The batch would become an ingredient of itself; choose other inputs, or make a new batch of what comes out.',
  },
  MASS_BALANCE_GAIN: {
    vi: 'Khối lượng làm ra lớn hơn khối lượng đưa vào; hãy cân lại hoặc khai đủ những thứ đã thêm (nước, đường…).',
    en: 'More came out than went in; weigh again, or name everything that was added (water, sugar …).',
  },
  INPUT_OVERDRAWN: {
    vi: 'Dùng nhiều vật tư hơn số còn lại của lô; hãy sửa số lượng hoặc ghi lần nhập vật tư còn thiếu.',
    en: 'More of the input lot is used than remains; correct the quantity, or record the purchase that is missing.',
  },
  BATCH_OVERDRAWN: {
    vi: 'Lấy ra nhiều hơn số còn lại của lô; hãy sửa số lượng hoặc lấy thêm từ lô khác.',
    en: 'More is taken from the batch than remains; correct the quantity, or take the rest from another batch.',
  },
  PHI_NOT_ELAPSED: {
    vi: 'Chưa hết thời gian cách ly sau lần phun thuốc; hãy chờ đủ số ngày rồi mới thu hoạch, hoặc hỏi cán bộ kiểm tra.',
    en: 'The pre-harvest interval after spraying is not over; wait until it is, then harvest, or ask the inspector.',
  },
  INPUT_EXPIRED: {
    vi: 'Vật tư đã hết hạn vào ngày dùng; hãy chọn lô còn hạn, hoặc sửa ngày nếu ghi nhầm.',
    en: 'The input lot had expired on the day of use; choose one in date, or correct the day.',
  },
  BATCH_ON_HOLD: {
    vi: 'Lô đang bị tạm giữ hoặc thu hồi nên chưa được dùng tiếp; hãy chờ quyết định bỏ tạm giữ hoặc hỏi cán bộ kiểm tra.',
    en: 'The batch is on hold or recalled and may not be used; wait for its release, or ask the inspector.',
  },
  LABEL_OVER_ISSUE: {
    vi: 'Số tem kích hoạt nhiều hơn số gói đã đóng; hãy giảm dải tem, hủy tem hỏng hoặc ghi đủ các lần đóng gói.',
    en: 'More labels are activated than packages were packed; shorten the range, void damaged labels, or record the packing.',
  },
  IMMUTABLE: {
    vi: 'Việc đã ghi thì không sửa hay xóa được; hãy ghi một đính chính.',
    en: 'What is recorded cannot be changed or deleted; record a correction.',
  },
  REASON_REQUIRED: {
    vi: 'Việc này phải có lý do; hãy ghi lý do rồi gửi lại.',
    en: 'This needs a reason; give one and send it again.',
  },
  TOO_MANY_BATCHES: {
    vi: 'Một việc chỉ ghi được tối đa 150 lô; hãy gộp làm nhiều lần.',
    en: 'An event can touch at most 150 batches; do it in several steps.',
  },
  UNIT_MISMATCH: {
    vi: 'Đơn vị tính không hợp với lô này (ví dụ hộp với kg); hãy chọn lại đơn vị.',
    en: 'The unit does not measure what the batch is measured in (such as boxes and kg); choose another unit.',
  },
  WRONG_KIND: {
    vi: 'Việc này không làm với loại lô đã chọn; chăm sóc và thu hoạch thì chọn cây đang trồng, việc khác thì chọn lô hàng.',
    en: 'This is not done to a batch of that kind; growing and harvesting are done to a standing crop, everything else to goods.',
  },
  ID_REUSED: {
    vi: 'Việc này trùng mã với một việc khác đã ghi; hãy ghi lại thành việc mới.',
    en: 'Another record was already sent under the same id; record this one anew.',
  },
  LOT_TAKEN: {
    vi: 'Số lô này đã dùng cho một lô khác; hãy đặt số lô khác.',
    en: 'Another batch already has this lot number; choose another one.',
  },
  GTIN_TAKEN: {
    vi: 'Mã GTIN này đã có tổ chức khác khai; hãy kiểm tra lại mã hoặc báo cho đơn vị vận hành.',
    en: 'Another organization already uses this GTIN; check the number, or tell the operator.',
  },
  LABEL_RANGE_TAKEN: {
    vi: 'Dải tem này có tem đã dùng ở nơi khác; hãy quét lại tem đầu và tem cuối.',
    en: 'Some labels of this range are already in use; scan the first and the last label again.',
  },
  ADDRESS_NOT_LASTING: {
    vi: 'Chưa in tem thật được vì địa chỉ của hệ thống còn là tạm (localhost, số IP hoặc http); hãy nhờ người vận hành đặt PUBLIC_URL là tên miền https lâu dài.',
    en: 'Labels cannot be printed yet: the address of this system is a temporary one (localhost, a number or http); ask the operator to set PUBLIC_URL to a lasting https name.',
  },
  LABEL_TOO_SMALL: {
    vi: 'Khổ tem này nhỏ quá, mã QR sẽ khó đọc; hãy chọn khổ tem lớn hơn.',
    en: 'This label is too small for its QR code to be read; choose a larger one.',
  },
  LABELS_NOT_READY: {
    vi: 'Tệp tem chưa xong, đã hủy hoặc đã xóa sau một ngày; hãy đợi hoặc in lại.',
    en: 'The file of labels is not finished, was cancelled, or was removed after a day; wait, or print again.',
  },
  ENTRY_TOO_LARGE: {
    vi: 'Nội dung ghi dài quá 32 KB; hãy viết ngắn lại hoặc chuyển bớt sang tệp đính kèm.',
    en: 'The entry is longer than 32 KB; shorten it, or move part of it to an attached file.',
  },
  FILE_TOO_LARGE: {
    vi: 'Tệp quá lớn; hãy chọn ảnh nhỏ hơn hoặc nén tệp lại.',
    en: 'The file is too large; choose a smaller picture, or compress the file.',
  },
  FILE_NOT_SUPPORTED: {
    vi: 'Không nhận loại tệp này; hãy gửi ảnh JPEG, PNG, WebP hoặc tệp PDF.',
    en: 'Files of this kind are not accepted; send a JPEG, PNG or WebP picture, or a PDF.',
  },
  FILE_HAS_METADATA: {
    vi: 'Ảnh còn kèm vị trí hoặc thông tin máy chụp; hãy gửi ảnh từ ứng dụng để phần đó được xóa trước.',
    en: 'The picture still carries its position or camera data; send it from the app, which removes them first.',
  },
  CODE_MALFORMED: {
    vi: 'Mã không đúng dạng; hãy quét lại, hoặc gõ lại từng nhóm bốn ký tự.',
    en: 'This is not a well-formed code; scan it again, or type it again in groups of four.',
  },
  CODE_UNKNOWN: {
    vi: 'Không tìm thấy mã này; hãy quét lại, nếu mã in trên hàng bán thì hãy báo cho chúng tôi.',
    en: 'We do not know this code; scan it again, and tell us if it is on goods for sale.',
  },
  METHOD_NOT_ALLOWED: {
    vi: 'Địa chỉ này không nhận phương thức đó; hãy xem tài liệu API.',
    en: 'This address does not take that method; see the API documentation.',
  },
  UNAVAILABLE: {
    vi: 'Hệ thống đang bận hoặc bảo trì, điều này không có nghĩa là hàng giả; hãy thử lại sau ít phút.',
    en: 'The system is busy or being maintained, which does not mean that the goods are fake; try again in a few minutes.',
  },
  INTERNAL: {
    vi: 'Hệ thống gặp lỗi; hãy thử lại, nếu vẫn lỗi thì gửi cho chúng tôi mã yêu cầu bên dưới.',
    en: 'Something went wrong on our side; try again, and send us the request id below if it happens again.',
  },
} as const satisfies Record<string, Text>
