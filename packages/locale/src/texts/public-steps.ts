import type { Text } from './define-texts.ts'

interface Sentence<P> {
  readonly vi: (p: P) => string
  readonly en: (p: P) => string
}

/** Lets the compiler fill in the parameters of the English from the Vietnamese. */
const sentence = <P>(vi: (p: P) => string, en: (p: P) => string): Sentence<P> => ({ vi, en })
const text = (vi: string, en: string): Text => ({ vi, en })
const many = (count: string, one: string): string => `${count} ${one}${count === '1' ? '' : 's'}`

interface Day {
  readonly day: string
}
interface Count {
  readonly count: string
}

/** What a public page says about the history of a batch and what stands behind it: a part of `publicTexts`. */
export const publicStepTexts = {
  // history
  historyTitle: text('Hành trình của lô này', 'How this batch came to be'),
  mainSteps: sentence(
    (p: { shown: string; count: string }) => `${p.shown} mốc chính trong ${p.count} việc đã ghi.`,
    (p) => `${p.shown} main steps of ${p.count} recorded.`,
  ),
  allSteps: sentence(
    (p: Count) => `Xem cả ${p.count} việc`,
    (p) => `See all ${many(p.count, 'step')}`,
  ),
  originOf: sentence(
    (p: Count) => `Nguồn gốc và hành trình (${p.count} việc)`,
    (p) => `Origin and history (${many(p.count, 'step')})`,
  ),
  recorded: sentence(
    (p: Day) => `ghi ${p.day}`,
    (p) => `recorded ${p.day}`,
  ),
  recordedOffline: sentence(
    (p: Day) => `ghi trên máy, gửi ${p.day}`,
    (p) => `noted on a device, sent ${p.day}`,
  ),
  late: sentence(
    (p: Count) => `ghi bổ sung sau ${p.count} ngày`,
    (p) => `recorded ${many(p.count, 'day')} late`,
  ),
  reasonIs: sentence(
    (p: { text: string }) => `Lý do: ${p.text}`,
    (p) => `Reason: ${p.text}`,
  ),
  correctedOn: sentence(
    (p: { day: string; text: string }) => `Đính chính ${p.day}: ${p.text}`,
    (p) => `Corrected ${p.day}: ${p.text}`,
  ),
  didNotHappen: sentence(
    (p: { day: string; text: string }) => `Đính chính ${p.day}: việc này không xảy ra. ${p.text}`,
    (p) => `Corrected ${p.day}: this did not happen. ${p.text}`,
  ),
  correctTag: text('ghi lại cho đúng', 'as corrected'),
  lossIs: sentence(
    (p: { quantity: string; percent?: string | undefined }) =>
      `Hao ${p.quantity}${p.percent ? ` (${p.percent})` : ''}`,
    (p) => `Loss ${p.quantity}${p.percent ? ` (${p.percent})` : ''}`,
  ),
  ofLot: sentence(
    (p: { lot: string }) => `lô ${p.lot}`,
    (p) => `batch ${p.lot}`,
  ),
  used: sentence(
    (p: { what: string }) => `Dùng ${p.what}`,
    (p) => `Used ${p.what}`,
  ),
  added: sentence(
    (p: { what: string }) => `Thêm ${p.what}`,
    (p) => `Added ${p.what}`,
  ),
  byProducts: sentence(
    (p: { what: string }) => `Phụ phẩm: ${p.what}`,
    (p) => `By-products: ${p.what}`,
  ),
  packages: sentence(
    (p: Count) => `${p.count} gói`,
    (p) => many(p.count, 'package'),
  ),
  labelsActivated: sentence(
    (p: Count) => `${p.count} tem được kích hoạt`,
    (p) => `${many(p.count, 'label')} activated`,
  ),
  labelsVoided: sentence(
    (p: Count) => `hủy ${p.count} tem`,
    (p) => `${many(p.count, 'label')} cancelled`,
  ),
  receiptAccepted: text('Đã nhận hàng', 'Goods accepted'),
  receiptRefused: text('Không nhận', 'Not accepted'),
  noDataBefore: sentence(
    (p: Day) => `Trước ${p.day} không có dữ liệu`,
    (p) => `No data before ${p.day}`,
  ),
  selfProduced: text('tự sản xuất', 'home-made'),
  boughtOutside: text('mua ngoài hợp tác xã', 'bought outside the cooperative'),
  limitIs: sentence(
    (p: { limit: string }) => `mức cho phép ${p.limit}`,
    (p) => `limit ${p.limit}`,
  ),
  dueBy: sentence(
    (p: Day) => `Hạn khắc phục ${p.day}`,
    (p) => `Due ${p.day}`,
  ),
  photoOf: sentence(
    (p: { name: string; number: number }) => `Ảnh ${p.number} kèm theo: ${p.name}`,
    (p) => `Picture ${p.number}: ${p.name}`,
  ),
  document: text('Tải giấy tờ (PDF)', 'Download document (PDF)'),

  // certificates, tests, inputs
  certificatesTitle: sentence(
    (p: Count) => `Chứng nhận và kiểm tra (${p.count})`,
    (p) => `Certificates and checks (${p.count})`,
  ),
  numberIs: sentence(
    (p: { number: string }) => `Số ${p.number}`,
    (p) => `No. ${p.number}`,
  ),
  issuedBy: sentence(
    (p: { name: string }) => `Nơi cấp: ${p.name}`,
    (p) => `Issued by ${p.name}`,
  ),
  scopeIs: sentence(
    (p: { scope: string }) => `Phạm vi: ${p.scope}`,
    (p) => `Covers ${p.scope}`,
  ),
  issuedOn: sentence(
    (p: Day) => `Cấp ngày ${p.day}`,
    (p) => `Issued ${p.day}`,
  ),
  inputsTitle: sentence(
    (p: Count) => `Vật tư đã dùng (${p.count})`,
    (p) => `Inputs used (${p.count})`,
  ),
  inputExpires: sentence(
    (p: Day) => `hạn dùng ${p.day}`,
    (p) => `expires ${p.day}`,
  ),
  inputInterval: sentence(
    (p: Count) => `cách ly ${p.count} ngày theo nhãn`,
    (p) => `${many(p.count, 'day')} to harvest by its label`,
  ),

  // Circular 02/2024/TT-BKHCN
  circularTitle: text('Thông tin theo Thông tư 02/2024/TT-BKHCN', 'Information by Circular 02/2024/TT-BKHCN'),
  circularProduct: text('Tên sản phẩm, hàng hóa', 'Name of the product'),
  circularImages: text('Hình ảnh sản phẩm, hàng hóa', 'Pictures of the product'),
  circularOrganization: text('Tên đơn vị sản xuất, kinh doanh', 'Name of the producer or trader'),
  circularAddress: text('Địa chỉ đơn vị sản xuất, kinh doanh', 'Address of the producer or trader'),
  circularStages: text(
    'Các công đoạn: mã sản phẩm, mã địa điểm, thời gian',
    'Stages: product code, place code, time',
  ),
  circularTime: text('Thời gian sản xuất, kinh doanh', 'Time of production'),
  circularCode: text('Mã truy xuất nguồn gốc', 'Traceability code'),
  circularBrand: text('Thương hiệu, mã ký hiệu, số sê-ri (nếu có)', 'Brand, model, serial number (if any)'),
  circularExpiry: text('Thời hạn sử dụng (nếu có)', 'Expiry (if any)'),
  circularStandards: text('Tiêu chuẩn áp dụng', 'Standards applied'),
  pictures: sentence(
    (p: Count) => `${p.count} ảnh`,
    (p) => many(p.count, 'picture'),
  ),
  brandIs: sentence(
    (p: { name: string }) => `thương hiệu ${p.name}`,
    (p) => `brand ${p.name}`,
  ),
  modelIs: sentence(
    (p: { name: string }) => `ký hiệu ${p.name}`,
    (p) => `model ${p.name}`,
  ),
  serialIs: sentence(
    (p: { code: string }) => `sê-ri ${p.code}`,
    (p) => `serial ${p.code}`,
  ),

  // is this page genuine?
  genuineTitle: text('Làm sao biết trang này thật?', 'How do I know this page is genuine?'),
  genuineDomain: sentence(
    (p: { host: string }) => `Thanh địa chỉ phải ghi đúng ${p.host}, như dòng in cạnh mã QR.`,
    (p) => `The address bar must say ${p.host}, as printed beside the QR code.`,
  ),
  genuineCode: sentence(
    (p: { code: string }) => `Mã ở đây phải giống mã in trên tem: ${p.code}.`,
    (p) => `The code here must be the one on the label: ${p.code}.`,
  ),
  genuinePack: text(
    'Mã in có thể bị sao chép. Hãy so tên hàng, số lô, hạn dùng với bao bì.',
    'A printed code can be copied. Compare the name, the batch and the use-by day with the package.',
  ),
  genuineBatch: text(
    'Đây là mã chung của cả lô, gói nào cũng như nhau. Mã này không cho biết gói đã được quét bao nhiêu lần.',
    'Every package of the batch bears this same code. It cannot tell how often one package was scanned.',
  ),

  // what is not known
  notKnownTitle: text('Điều trang này chưa biết', 'What this page does not know'),
  erased: text('thông tin cá nhân đã xóa theo yêu cầu', 'personal details erased on request'),
  notKnownTest: text('Chưa có kết quả kiểm nghiệm cho lô này.', 'There is no laboratory test of this batch.'),
  notKnownTestScope: text(
    'Kiểm nghiệm chỉ nói về các chỉ tiêu đã thử, trên mẫu đã lấy.',
    'A test speaks only of what was measured, on the sample taken.',
  ),
  notKnownHarvest: text('Chưa rõ ngày thu hoạch.', 'The day of harvest is not known.'),
  notKnownUseBy: text('Chưa có hạn dùng.', 'There is no use-by day.'),
  notKnownImages: text('Chưa có ảnh sản phẩm.', 'There is no picture of the product.'),
  notKnownBought: text(
    'Có phần mua ngoài. Nguồn gốc trước khi mua không rõ.',
    'Part was bought outside. Its earlier origin is not known.',
  ),
  notKnownBefore: sentence(
    (p: Day) => `Trước ngày ${p.day} không có dữ liệu.`,
    (p) => `There are no data before ${p.day}.`,
  ),
  notKnownOpening: text(
    'Có hàng tồn từ trước khi dùng hệ thống. Nguồn gốc của phần đó không rõ.',
    'Part was in stock before records began. Its origin is not known.',
  ),
  notKnownEvidence: sentence(
    (p: Count) => `${p.count} việc chỉ do đơn vị tự khai, không kèm ảnh hay giấy tờ.`,
    (p) => `${many(p.count, 'step')} stand on the producer’s word alone, without picture or document.`,
  ),
  notKnownCopy: text(
    'Trang này không chứng minh được gói hàng trên tay là gói gốc.',
    'This page cannot prove that the package in your hand is the original.',
  ),

  // below every trace
  writtenBy: sentence(
    (p: { name: string }) =>
      `Do ${p.name} ghi. Đã ghi thì không sửa, không xóa được; ghi sai thì đính chính.`,
    (p) => `Recorded by ${p.name}. A record cannot be changed or deleted; a mistake is corrected openly.`,
  ),
  entries: sentence(
    (p: { count: string; day?: string | undefined }) =>
      `${p.count} bản ghi${p.day ? `, mới nhất ngày ${p.day}` : ''}.`,
    (p) => `${p.count} records${p.day ? `, the latest of ${p.day}` : ''}.`,
  ),
  imported: sentence(
    (p: Day) => `Có phần nhập từ sổ sách cũ ngày ${p.day}. Ngày ghi của phần đó là theo sổ.`,
    (p) =>
      `Part was imported on ${p.day} from existing records. Its recording dates are those of the records.`,
  ),
}
