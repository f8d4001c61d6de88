import { defineTexts } from './define-texts.ts'
import { publicStepTexts } from './public-steps.ts'

interface Named {
  readonly name: string
}
interface Counted {
  /** Written for people: `1.250`. */
  readonly count: string
}
interface Dated {
  /** Written for people: `23/11/2026`. */
  readonly day: string
}

const plural = (count: string, one: string, many = `${one}s`): string =>
  `${count} ${count === '1' ? one : many}`

/** What the pages say that anyone may read. Short sentences, for people who hold a package in their hand. */
export const publicTexts = defineTexts({
  ...publicStepTexts,

  // every page
  brand: { vi: 'Nguồn', en: 'Nguồn' },
  otherLanguage: { vi: 'EN', en: 'VI' },
  otherLanguageName: { vi: 'English (EN)', en: 'Tiếng Việt (VI)' },
  demo: { vi: 'Dữ liệu mẫu, không phải hàng thật', en: 'Sample data, not real goods' },
  neverAsks: {
    vi: 'Trang này không bao giờ hỏi tiền, mã OTP hay mật khẩu.',
    en: 'This page never asks for money, one-time codes or passwords.',
  },
  requestId: {
    vi: (p: { id: string }) => `Mã yêu cầu để báo sự cố: ${p.id}`,
    en: (p) => `Request number for support: ${p.id}`,
  },
  tryAgain: { vi: 'Thử lại', en: 'Try again' },
  busyTitle: { vi: 'Hệ thống đang bận', en: 'The system is busy' },
  busyText: {
    vi: 'Đây không có nghĩa là hàng giả. Hãy thử lại sau ít phút.',
    en: 'This does not mean that the goods are fake. Please try again in a few minutes.',
  },
  tooManyTitle: { vi: 'Đã thử sai quá nhiều lần', en: 'Too many wrong tries' },
  tooManyText: {
    vi: 'Từ mạng này vừa có nhiều lần nhập sai hoặc tra mã không có, nên phải tạm dừng ít phút. Điều này không nói lên hàng thật hay giả. Hãy thử lại sau.',
    en: 'There were many wrong tries or unknown codes from this network, so we pause for a few minutes. This says nothing about the goods. Please try again later.',
  },

  // verdicts
  valid: { vi: 'Mã hợp lệ', en: 'Valid code' },
  validOfPackage: {
    vi: (p: Named) => `Đúng là mã của ${p.name}.`,
    en: (p) => `This is a code of ${p.name}.`,
  },
  validOfBatch: {
    vi: (p: Named) => `Mã chung của cả lô, do ${p.name} phát hành.`,
    en: (p) => `One code for the whole batch, issued by ${p.name}.`,
  },
  recalled: { vi: 'Thu hồi, không sử dụng', en: 'Recalled, do not use' },
  recalledTitle: { vi: 'THU HỒI, không sử dụng', en: 'RECALLED, do not use' },
  recalledText: {
    vi: 'Ngừng dùng. Giữ lại hàng và mang tới nơi mua.',
    en: 'Stop using it. Keep it and take it back to the shop.',
  },
  held: { vi: 'Tạm ngừng lưu hành để kiểm tra', en: 'Held back for investigation' },
  heldText: {
    vi: 'Chưa có kết luận. Chưa nên dùng lúc này.',
    en: 'There is no conclusion yet. Better not use it for now.',
  },
  ancestorHeld: {
    vi: 'Có nguyên liệu từ lô đang được kiểm tra',
    en: 'Made with goods that are under investigation',
  },
  ancestorHeldText: {
    vi: 'Chưa có kết luận. Chưa nên dùng lúc này.',
    en: 'There is no conclusion yet. Better not use it for now.',
  },
  expired: {
    vi: (p: Counted) => `Quá hạn ${p.count} ngày`,
    en: (p) => `${plural(p.count, 'day')} past its use-by day`,
  },
  expiredText: {
    vi: (p: Dated) => `Hạn dùng là ${p.day}. Không nên dùng nữa.`,
    en: (p) => `The use-by day was ${p.day}. Better not use it.`,
  },
  scannedWidely: { vi: 'Mã này đã được quét nhiều nơi', en: 'This code was scanned in many places' },
  scannedWidelyText: {
    vi: 'Mã có thể đã bị sao chép. Hãy so ảnh và số lô trên bao bì.',
    en: 'It may have been copied. Compare the picture and the lot on the package.',
  },
  scannedOften: {
    vi: (p: Counted & { provinces: number }) => `Mã đã được quét ${p.count} lần ở ${p.provinces} tỉnh`,
    en: (p) => `This code was scanned ${p.count} times in ${plural(String(p.provinces), 'province')}`,
  },
  scanLine: {
    vi: (p: Counted & Dated & { place?: string | undefined }) =>
      `Đã quét ${p.count} lần · lần đầu ${p.day}${p.place ? `, ${p.place}` : ''}`,
    en: (p) => `Scanned ${plural(p.count, 'time')} · first on ${p.day}${p.place ? `, ${p.place}` : ''}`,
  },
  counterfeited: { vi: 'Cảnh báo: mã này đang bị làm giả', en: 'Warning: this code is on fakes' },
  counterfeitedText: {
    vi: 'Đừng dùng nếu gói hàng của bạn khác với mô tả dưới đây.',
    en: 'Do not use it if your package differs from what is said below.',
  },
  confirmedBy: { vi: 'Ai xác nhận', en: 'Confirmed by' },
  howToTell: { vi: 'Cách phân biệt', en: 'How to tell' },
  counterfeitAdvice: {
    vi: 'Giữ lại bao bì và hóa đơn, chụp ảnh tem, rồi báo nơi bán ở cuối trang.',
    en: 'Keep the package and the receipt, photograph the label, and report the shop below.',
  },
  voided: { vi: 'Tem đã hủy', en: 'Cancelled label' },
  voidedText: {
    vi: 'Tem này không được dùng cho hàng bán ra.',
    en: 'This label must not be used on goods for sale.',
  },
  withdrawn: { vi: 'Mã này không còn dùng', en: 'This code is no longer used' },
  withdrawnText: {
    vi: 'Lô mang mã này đã được đính chính là không có.',
    en: 'The record of this batch was corrected: there was no such batch.',
  },
  notActivated: { vi: 'Tem chưa kích hoạt', en: 'Label not activated' },
  notActivatedText: {
    vi: 'Hàng dán tem này chưa được phép bán.',
    en: 'Goods with this label may not be sold yet.',
  },
  unknown: { vi: 'Không tìm thấy mã này', en: 'This code was not found' },
  unknownText: {
    vi: 'Có thể mã bị gõ sai hoặc là tem giả.',
    en: 'It may have been mistyped, or the label may be fake.',
  },
  malformed: { vi: 'Không đọc được mã này', en: 'This code cannot be read' },
  malformedText: {
    vi: 'Mã thiếu hoặc sai ký tự. Hãy so lại với tem.',
    en: 'Characters are missing or wrong. Compare it with the label.',
  },

  // a recall, a hold
  why: { vi: 'Vì sao', en: 'Why' },
  since: { vi: 'Từ ngày', en: 'Since' },
  decidedBy: { vi: (p: Named) => `do ${p.name} quyết định`, en: (p) => `decided by ${p.name}` },
  decision: { vi: 'Quyết định số', en: 'Decision' },
  whatToDo: { vi: 'Cần làm', en: 'What to do' },
  recallAdvice: {
    vi: 'Không dùng nữa. Giữ lại hàng, mang tới nơi mua.',
    en: 'Do not use it. Keep it and take it back to the shop.',
  },
  holdAdvice: {
    vi: 'Để riêng ra và xem lại trang này sau.',
    en: 'Set it aside and look at this page again later.',
  },
  lotsConcerned: { vi: 'Các lô', en: 'Batches' },
  lotsInvestigated: { vi: 'Lô đang kiểm tra', en: 'Under investigation' },

  // a label without goods
  whoseLabel: { vi: 'Tem của', en: 'Label of' },
  whoseCode: { vi: 'Mã của', en: 'Code of' },
  code: { vi: 'Mã', en: 'Code' },
  voidedAdvice: {
    vi: 'Tem hỏng hoặc bị loại được hủy và không dùng lại. Nếu thấy tem này trên hàng bán, hãy báo nơi bán.',
    en: 'Damaged or rejected labels are cancelled and never used again. If you see this label on goods for sale, please report the shop.',
  },
  withdrawnAdvice: {
    vi: 'Nếu thấy mã này trên hàng bán, hãy báo nơi bán.',
    en: 'If you see this code on goods for sale, please report the shop.',
  },
  notActivatedAdvice: {
    vi: 'Tem đã in nhưng chưa gắn với lô hàng nào. Nếu tem này đã dán trên hàng bán, hãy báo nơi bán.',
    en: 'The label was printed but belongs to no batch yet. If you see it on goods for sale, please report the shop.',
  },

  // a code nobody knows
  codeAsRead: { vi: 'Mã đọc được', en: 'The code as we read it' },
  typeCode: { vi: 'Gõ mã in trên tem', en: 'Type the code on the label' },
  typeCodeHint: {
    vi: 'Chữ hoa hay thường, có khoảng trống hay không đều được. Số 0 và chữ O, số 1 và chữ I được hiểu như nhau.',
    en: 'Capitals and spaces do not matter. 0 and O, 1 and I are read as the same.',
  },
  lookUp: { vi: 'Tra cứu', en: 'Look up' },
  reportTitle: { vi: 'Nghi hàng giả, hàng lỗi thì làm gì?', en: 'If you suspect a fake or a fault' },
  reportKeep: {
    vi: 'Giữ lại bao bì, tem và hóa đơn. Chụp ảnh tem và nơi bán.',
    en: 'Keep the package, the label and the receipt. Photograph the label and the shop.',
  },
  reportCall: {
    vi: 'Gọi số điện thoại in trên bao bì.',
    en: 'Call the phone number printed on the package.',
  },
  reportCallTo: {
    vi: (p: { name: string; phone: string }) => `Gọi ${p.name}: ${p.phone}.`,
    en: (p) => `Call ${p.name}: ${p.phone}.`,
  },
  reportHere: { vi: 'Báo sai, báo hàng giả', en: 'Report a fake or an error' },
  reportAuthority: {
    vi: 'Báo Ủy ban nhân dân xã, phường hoặc cơ quan quản lý thị trường nơi mua.',
    en: 'Tell the commune authorities or the market surveillance office where you bought it.',
  },

  // where it is sold, and telling others
  soldTitle: { vi: 'Nơi bán chính thức', en: 'Where it is officially sold' },
  soldBy: {
    vi: (p: Named) => `${p.name} tự khai. Các trang này không thuộc hệ thống truy xuất.`,
    en: (p) => `As declared by ${p.name}. These sites are not part of this platform.`,
  },
  shareTitle: { vi: 'Chia sẻ trang này', en: 'Share this page' },
  shareAddress: {
    vi: 'Chép địa chỉ này để gửi qua Zalo hoặc tin nhắn:',
    en: 'Copy this address to send it by Zalo or message:',
  },
  printedOn: { vi: (p: { day: string }) => `Bản in ngày ${p.day}`, en: (p) => `Printed on ${p.day}` },
  printedHint: {
    vi: 'Thông tin có thể đã đổi sau khi in. Quét mã hoặc mở địa chỉ này để xem trang hiện tại.',
    en: 'Facts may have changed since. Scan the code or open this address to see the page as it is now.',
  },
  shareFacebook: { vi: 'Chia sẻ lên Facebook', en: 'Share on Facebook' },

  // a product without a lot
  productTitle: { vi: 'Mã sản phẩm, chưa có số lô', en: 'A product code without a batch' },
  productText: {
    vi: 'Mã này chỉ nói là sản phẩm nào. Hãy quét mã trên tem của lô hoặc gói hàng.',
    en: 'This code only says which product it is. Scan the code on the label of the batch or package.',
  },
  gtin: { vi: 'Mã GTIN', en: 'GTIN' },
  content: { vi: 'Quy cách', en: 'Contents' },

  // product and facts
  pictureOf: { vi: (p: Named) => `Ảnh sản phẩm: ${p.name}`, en: (p) => `Picture of ${p.name}` },
  aboutProduct: { vi: 'Sản phẩm này', en: 'About this product' },
  lot: { vi: (p: { lot: string }) => `Lô ${p.lot}`, en: (p) => `Batch ${p.lot}` },
  who: { vi: 'Ai làm', en: 'Made by' },
  where: { vi: 'Ở đâu', en: 'Where' },
  harvested: { vi: 'Thu hoạch', en: 'Harvested' },
  packed: { vi: 'Đóng gói', en: 'Packed' },
  made: { vi: 'Làm xong', en: 'Made' },
  useBy: { vi: 'Hạn dùng', en: 'Use by' },
  storage: { vi: 'Bảo quản', en: 'Storage' },
  call: { vi: (p: { phone: string }) => `Gọi ${p.phone}`, en: (p) => `Call ${p.phone}` },
  callName: { vi: (p: Named) => `Gọi ${p.name}`, en: (p) => `Call ${p.name}` },
  nowCalled: { vi: (p: { address: string }) => `nay là ${p.address}`, en: (p) => `now ${p.address}` },
  beforeThat: {
    vi: (p: { month: string; address: string }) => `trước ${p.month}: ${p.address}`,
    en: (p) => `before ${p.month}: ${p.address}`,
  },
  unknownFact: { vi: 'chưa rõ', en: 'not known' },
  none: { vi: 'chưa có', en: 'none yet' },
  overdue: { vi: (p: Counted) => `quá hạn ${p.count} ngày`, en: (p) => `${plural(p.count, 'day')} past` },

  // is it safe?
  safeTitle: { vi: 'Có an toàn không?', en: 'Is it safe?' },
  declared: { vi: 'Tự khai', en: 'Self-declared' },
  evidenced: { vi: 'Có bằng chứng', en: 'With evidence' },
  verified: { vi: 'Đã xác minh', en: 'Verified' },
  testPassed: {
    vi: (p: Dated & { count: number }) =>
      `Kiểm nghiệm ${p.day}: ${p.count > 0 ? `${p.count} chỉ tiêu đạt` : 'đạt'}`,
    en: (p) =>
      `Tested ${p.day}: ${p.count > 0 ? `${plural(String(p.count), 'parameter')} passed` : 'passed'}`,
  },
  testFailed: {
    vi: (p: Dated) => `Kiểm nghiệm ${p.day}: không đạt`,
    en: (p) => `Tested ${p.day}: failed`,
  },
  noTest: { vi: 'Kiểm nghiệm: chưa có', en: 'Laboratory test: none yet' },
  noCertificate: { vi: 'Chứng nhận: chưa có', en: 'Certificates: none yet' },
  stars: {
    vi: (p: { name: string; stars: number }) => `${p.name} ${p.stars} sao`,
    en: (p) => `${p.name}, ${p.stars} stars`,
  },
  certificateValid: {
    vi: (p: Named & { day?: string | undefined }) => (p.day ? `${p.name}: còn hạn đến ${p.day}` : p.name),
    en: (p) => (p.day ? `${p.name}: valid until ${p.day}` : p.name),
  },
  certificateExpired: {
    vi: (p: Named & Dated) => `${p.name}: hết hạn ${p.day}`,
    en: (p) => `${p.name}: expired ${p.day}`,
  },
  certificateRevoked: {
    vi: (p: Named & Dated) => `${p.name}: bị hủy bỏ ngày ${p.day}`,
    en: (p) => `${p.name}: revoked ${p.day}`,
  },
  certificateNotYet: {
    vi: (p: Named & Dated) => `${p.name}: có hiệu lực từ ${p.day}`,
    en: (p) => `${p.name}: valid from ${p.day}`,
  },
  notSprayed: {
    vi: 'Cả vụ không ghi nhận phun thuốc',
    en: 'No spraying recorded in the whole season',
  },
  sprayingUnknown: { vi: 'Phun thuốc: chưa rõ', en: 'Spraying: not known' },
  intervalKept: {
    vi: (p: Counted & { needed: number }) => `Cách ly thuốc ${p.count} ngày, cần ít nhất ${p.needed}`,
    en: (p) => `${plural(p.count, 'day')} from last spraying to harvest, at least ${p.needed} needed`,
  },
  intervalBroken: {
    vi: (p: Counted & { needed: number }) => `Cách ly thuốc chỉ ${p.count} ngày, cần ít nhất ${p.needed}`,
    en: (p) => `Only ${plural(p.count, 'day')} from last spraying to harvest, at least ${p.needed} needed`,
  },
  intervalUnknown: {
    vi: (p: Counted) => `Cách ly thuốc ${p.count} ngày, chưa rõ cần bao nhiêu`,
    en: (p) => `${plural(p.count, 'day')} from last spraying to harvest; the days needed are not known`,
  },
})
