import { defineTexts, type Text } from '../define-texts.ts'

/** What is noticed beyond the marks of entries (marks.ts). */
export const findingTexts = {
  EVIDENCE_MISSING: {
    name: { vi: 'Thiếu bằng chứng', en: 'Evidence missing' },
    meaning: {
      vi: 'Việc này cần ảnh hoặc giấy tờ kèm theo mà chưa có.',
      en: 'This needs a picture or a paper beside it, and there is none.',
    },
  },
  TEST_FAILED: {
    name: { vi: 'Kiểm nghiệm không đạt', en: 'Test failed' },
    meaning: {
      vi: 'Phòng kiểm nghiệm cho kết quả không đạt.',
      en: 'The laboratory found that it does not pass.',
    },
  },
} as const satisfies Record<string, { readonly name: Text; readonly meaning: Text }>

/** Holding, releasing and inspecting a batch. */
export const inspectionTexts = /* @__PURE__ */ defineTexts({
  actions: { vi: 'Việc của cán bộ kiểm tra', en: 'What an inspector does' },
  hold: { vi: 'Tạm giữ lô', en: 'Hold the batch' },
  holdTitle: { vi: (p: { lot: string }) => `Tạm giữ lô ${p.lot}?`, en: (p) => `Hold batch ${p.lot}?` },
  holdText: {
    vi: 'Lô này chưa được bán, chưa được dùng tiếp cho đến khi bỏ tạm giữ. Người mua quét tem sẽ thấy.',
    en: 'It may not be sold or used until it is released. Shoppers who scan a label see it.',
  },
  held: { vi: 'Đã tạm giữ lô.', en: 'The batch is held.' },
  release: { vi: 'Bỏ tạm giữ', en: 'Release it' },
  releaseTitle: {
    vi: (p: { lot: string }) => `Bỏ tạm giữ lô ${p.lot}?`,
    en: (p) => `Release batch ${p.lot}?`,
  },
  releaseText: { vi: 'Lô này được bán, được dùng tiếp.', en: 'It may be sold and used again.' },
  released: { vi: 'Đã bỏ tạm giữ.', en: 'The batch is released.' },
  stillStopped: {
    vi: 'Đã ghi bỏ tạm giữ, nhưng lô vẫn chưa được dùng: còn một lần tạm giữ hoặc thu hồi khác.',
    en: 'Released, but the batch is still stopped by another hold or a recall.',
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonHint: { vi: 'Được lưu trong lịch sử của lô.', en: 'It stays in the history of the batch.' },
  cancel: { vi: 'Để sau', en: 'Not now' },
  recall: { vi: 'Thu hồi…', en: 'Recall…' },
  // inspection
  inspect: { vi: 'Ghi biên bản kiểm tra', en: 'Record an inspection' },
  inspectTitle: { vi: (p: { lot: string }) => `Kiểm tra lô ${p.lot}`, en: (p) => `Inspect batch ${p.lot}` },
  kind: { vi: 'Hình thức kiểm tra', en: 'Kind of inspection' },
  kindProposal: { vi: 'Kiểm tra hồ sơ', en: 'Review of the records' },
  conclusion: { vi: 'Kết luận', en: 'Conclusion' },
  conclusionHint: {
    vi: 'Một hai câu, người mua cũng đọc được.',
    en: 'A sentence or two; shoppers may read it.',
  },
  due: { vi: 'Hạn khắc phục (nếu có)', en: 'To be mended by (if any)' },
  findings: { vi: 'Điều chưa đạt', en: 'What is not in order' },
  noFindings: { vi: 'Chưa ghi điều nào: lô đạt mọi mặt.', en: 'Nothing noted: everything is in order.' },
  addFinding: { vi: 'Thêm điều chưa đạt', en: 'Add one' },
  removeFinding: { vi: (p: { at: number }) => `Bỏ điều ${p.at}`, en: (p) => `Remove number ${p.at}` },
  finding: { vi: (p: { at: number }) => `Điều ${p.at}: mô tả`, en: (p) => `Number ${p.at}: what` },
  severity: { vi: (p: { at: number }) => `Điều ${p.at}: mức độ`, en: (p) => `Number ${p.at}: how bad` },
  findingDue: { vi: (p: { at: number }) => `Điều ${p.at}: hạn khắc phục`, en: (p) => `Number ${p.at}: due` },
  // permits
  permits: { vi: 'Cho phép dù trái quy định', en: 'Permit in spite of a rule' },
  permitsHint: {
    vi: 'Chỉ khi có căn cứ. Lý do được lưu và hiện trong lịch sử.',
    en: 'Only for good cause. The reason is kept and shown in the history.',
  },
  permitRework: { vi: 'Cho phép chế biến, xử lý lại lô này', en: 'This batch may be reworked' },
  permitSpraying: {
    vi: (p: { what: string; day: string }) => `Cho phép thu hoạch dù đã phun: ${p.what}, ${p.day}`,
    en: (p) => `It may be harvested in spite of: ${p.what}, ${p.day}`,
  },
  permitReason: { vi: 'Vì sao cho phép', en: 'Why it is permitted' },
  save: { vi: 'Ghi biên bản', en: 'Record it' },
  inspected: { vi: 'Đã ghi biên bản kiểm tra.', en: 'The inspection is recorded.' },
})

/** How goods come in and go out. */
export const flowNames = {
  opening_stock: { vi: 'Tồn đầu kỳ', en: 'Opening stock' },
  received: { vi: 'Nhập vào', en: 'Received' },
  purchased: { vi: 'Mua ngoài', en: 'Bought' },
  harvested: { vi: 'Thu hoạch', en: 'Harvested' },
  from_batches: { vi: 'Từ lô khác', en: 'From other batches' },
  added: { vi: 'Thêm vào khi chế biến', en: 'Added while processing' },
  returned: { vi: 'Khách trả lại', en: 'Came back' },
  found: { vi: 'Kiểm kê thừa', en: 'Found when counting' },
  made: { vi: 'Làm ra', en: 'Made' },
  into_batches: { vi: 'Vào lô khác', en: 'Into other batches' },
  dispatched: { vi: 'Xuất đi', en: 'Dispatched' },
  sent_back: { vi: 'Trả lại nơi bán', en: 'Sent back' },
  by_product: { vi: 'Phụ phẩm', en: 'By-products' },
  lost: { vi: 'Hao hụt', en: 'Lost' },
  destroyed: { vi: 'Tiêu hủy', en: 'Destroyed' },
  missing: { vi: 'Kiểm kê thiếu', en: 'Missing when counting' },
} as const satisfies Record<string, Text>

/** What a receiver said of a dispatch. */
export const handoverStateNames = {
  open: { vi: 'chờ trả lời', en: 'waits for an answer' },
  accepted: { vi: 'đã nhận', en: 'accepted' },
  disputed: { vi: 'không khớp', en: 'disputed' },
  unanswered: { vi: 'quá hạn trả lời', en: 'not answered in time' },
} as const satisfies Record<string, Text>

/** Sums and neighbours of a batch. */
export const balanceTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Cân đối', en: 'Balance' },
  scope: { vi: 'Tính cho', en: 'Of' },
  batch: { vi: 'Riêng lô này', en: 'This batch' },
  chain: { vi: 'Cả chuỗi', en: 'The whole chain' },
  equation: { vi: 'Vào = ra + còn lại, theo từng đơn vị.', en: 'In = out + what remains, in each unit.' },
  direction: { vi: 'Chiều của chuỗi', en: 'Direction of the chain' },
  back: { vi: 'Ngược về nguồn', en: 'Back to the source' },
  forward: { vi: 'Xuôi đến nơi nhận', en: 'On to the receivers' },
  flow: { vi: 'Khoản', en: 'What' },
  amount: { vi: 'Số lượng', en: 'How much' },
  in: { vi: 'Vào', en: 'In' },
  out: { vi: 'Ra', en: 'Out' },
  remaining: { vi: 'Còn lại', en: 'Remains' },
  nothing: { vi: 'không có', en: 'none' },
  noReason: { vi: 'không ghi lý do', en: 'no reason given' },
  losses: { vi: 'Hao hụt và lý do', en: 'Losses and why' },
  packages: {
    vi: (p: { packed: string; labels: string }) => `Đã đóng ${p.packed} gói, kích hoạt ${p.labels} tem`,
    en: (p) => `${p.packed} packages packed, ${p.labels} labels activated`,
  },
  // share
  share: { vi: 'Bao nhiêu phần của lô', en: 'How much of the batch' },
  property: { vi: 'Có tính chất', en: 'Has the property' },
  organic: { vi: 'Có chứng nhận hữu cơ', en: 'Organic certificate' },
  outside: { vi: 'Mua từ bên ngoài', en: 'Bought outside' },
  commune: { vi: 'Thu hoạch ở một xã, phường', en: 'Harvested in a commune' },
  code: { vi: 'Mã xã, phường (5 chữ số)', en: 'Code of the commune (5 digits)' },
  codeWrong: { vi: 'Hãy ghi đủ 5 chữ số, ví dụ 02134.', en: 'Please write 5 digits, such as 02134.' },
  ask: { vi: 'Tính', en: 'Compute' },
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không', en: 'No' },
  unknown: { vi: 'Chưa rõ', en: 'Not known' },
  shareHint: {
    vi: 'Tính theo khối lượng. Điều gì chưa rõ thì nói là chưa rõ.',
    en: 'By mass. What is not known is said.',
  },
  // neighbours
  neighbours: { vi: 'Một bước trước, một bước sau', en: 'One step back, one step forward' },
  oneBack: { vi: 'Một bước trước: lấy từ đâu', en: 'One step back: where from' },
  oneForward: { vi: 'Một bước sau: đi đâu', en: 'One step forward: where to' },
  noneBack: { vi: 'Không có: lô bắt đầu từ đây.', en: 'None: it begins here.' },
  noneForward: { vi: 'Chưa đi đâu cả.', en: 'It has gone nowhere yet.' },
  supplier: { vi: 'Nhà cung cấp', en: 'Supplier' },
  seller: { vi: 'Người bán', en: 'Seller' },
  buyer: { vi: 'Người mua', en: 'Buyer' },
  invoice: { vi: 'Hóa đơn', en: 'Invoice' },
  document: { vi: 'Chứng từ', en: 'Document' },
  vehicle: { vi: 'Phương tiện', en: 'Vehicle' },
  receiver: { vi: 'Bên nhận', en: 'Receiver' },
  privateNoted: {
    vi: 'Bên mua, bên bán là thông tin riêng; mỗi lần xem đều được ghi lại.',
    en: 'Buyers and sellers are private; each look is noted.',
  },
})
