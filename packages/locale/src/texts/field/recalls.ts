import { defineTexts, type Text } from '../define-texts.ts'

/** Where the goods of a recall are, and so what is done about them. */
export const recallListNames = {
  stoppable: { vi: 'Còn chặn được: gọi ngay', en: 'Can still be stopped: call first' },
  dispatched: { vi: 'Đã xuất đi: báo cho người nhận', en: 'Sent away: tell who got it' },
  inStock: { vi: 'Còn trong kho', en: 'In stock' },
  stop: { vi: 'Vật tư và cây trồng phải dừng', en: 'Inputs and crops to stop' },
} as const satisfies Record<string, Text>

/** What is known of goods that were sent away. */
export const standingNames = {
  gone: { vi: 'đã giao', en: 'delivered' },
  missing: { vi: 'xuất rồi nhưng bên nhận không đếm thấy', en: 'sent, but not counted by the receiver' },
  on_the_way: { vi: 'đang trên đường', en: 'on the way' },
  refused: { vi: 'bên nhận trả lại', en: 'refused by the receiver' },
  unopened: { vi: 'bên nhận chưa dùng đến', en: 'not yet used by the receiver' },
} as const satisfies Record<string, Text>

export const recallStateNames = {
  proposed: { vi: 'Chờ người thứ hai xác nhận', en: 'Waits for a second person' },
  in_force: { vi: 'Đang có hiệu lực', en: 'In force' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
  closed: { vi: 'Đã khép', en: 'Closed' },
} as const satisfies Record<string, Text>

/** What became of goods that were taken back. */
export const outcomeNames = {
  returned: { vi: 'Đã gom về', en: 'Returned' },
  destroyed: { vi: 'Đã tiêu hủy', en: 'Destroyed' },
  reworked: { vi: 'Đã xử lý lại', en: 'Reworked' },
  told: { vi: 'Đã báo cho bên nhận', en: 'Receiver told' },
  not_found: { vi: 'Không tìm thấy hàng', en: 'Goods not found' },
} as const satisfies Record<string, Text>

/** Starting, proposing and confirming a recall. */
export const recallTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Thu hồi', en: 'Recalls' },
  below: {
    vi: 'Một người đề nghị, người thứ hai xác nhận. Diễn tập thì một mình cũng làm được.',
    en: 'One person proposes, a second one confirms. A drill takes one.',
  },
  start: { vi: 'Bắt đầu thu hồi', en: 'Start a recall' },
  startDrill: { vi: 'Diễn tập', en: 'Start a drill' },
  noneYet: {
    vi: 'Chưa có lần thu hồi hay diễn tập nào. Hãy diễn tập mỗi năm một lần để biết hàng đang ở đâu.',
    en: 'No recalls or drills yet. Do a drill once a year to know where the goods are.',
  },
  waiting: { vi: 'Chờ anh chị xác nhận', en: 'Wait for you to confirm' },
  others: { vi: 'Các lần thu hồi và diễn tập', en: 'Recalls and drills' },
  drill: { vi: 'Diễn tập', en: 'Drill' },
  batchCount: { vi: (p: { count: number }) => `${p.count} lô`, en: (p) => `${p.count} batches` },
  proposedBy: {
    vi: (p: { name: string; at: string }) => `${p.name} đề nghị lúc ${p.at}`,
    en: (p) => `proposed by ${p.name}, ${p.at}`,
  },
  // start
  startTitle: { vi: 'Thu hồi: bắt đầu từ đâu', en: 'Recall: where it starts' },
  step: {
    vi: (p: { at: number; of: number }) => `Bước ${p.at}/${p.of}`,
    en: (p) => `Step ${p.at} of ${p.of}`,
  },
  startFrom: { vi: 'Bắt đầu từ', en: 'Start from' },
  fromBatches: { vi: 'Lô đã ghi', en: 'Recorded batches' },
  fromLot: { vi: 'Số lô của nhà cung cấp', en: "A supplier's lot number" },
  chosen: { vi: (p: { count: number }) => `Đã chọn ${p.count} lô`, en: (p) => `${p.count} chosen` },
  find: { vi: 'Tìm lô', en: 'Find a batch' },
  findHint: { vi: 'tên hoặc số lô, không cần dấu', en: 'product name or lot number' },
  foundBatches: { vi: 'Lô tìm thấy', en: 'Batches found' },
  lotNumber: { vi: 'Số lô in trên bao bì vật tư', en: 'Lot number on the package of the input' },
  supplier: { vi: 'Nhà cung cấp (nếu biết)', en: 'Supplier (if known)' },
  purpose: { vi: 'Để làm gì', en: 'What for' },
  real: { vi: 'Thu hồi thật', en: 'A real recall' },
  realHint: {
    vi: 'Chặn hàng và báo cho người mua, sau khi người thứ hai xác nhận',
    en: 'Stops goods and tells shoppers, once a second person confirms',
  },
  drillHint: {
    vi: 'Làm như thật nhưng không chặn, không báo ai; tính giờ và lưu kết quả',
    en: 'The same without stopping or telling anything; timed, its result kept',
  },
  drawUp: { vi: 'Tìm mọi lô liên quan', en: 'Find all that is concerned' },
  // plan
  planTitle: { vi: 'Phạm vi thu hồi', en: 'What the recall reaches' },
  drillRunning: {
    vi: 'Đang diễn tập. Không lô nào bị chặn, không ai được báo.',
    en: 'This is a drill. Nothing is stopped and nobody is told.',
  },
  reaches: {
    vi: (p: { batches: number; organizations: number }) =>
      `Đủ cả chuỗi: ${p.batches} lô ở ${p.organizations} đơn vị.`,
    en: (p) => `The whole chain: ${p.batches} batches in ${p.organizations} organizations.`,
  },
  where: { vi: 'Hàng đang ở đâu', en: 'Where the goods are' },
  nothing: { vi: 'không có', en: 'none' },
  emptyList: { vi: 'Không có hàng nào ở đây.', en: 'No goods here.' },
  noQuantity: { vi: 'cây đang trồng', en: 'standing crop' },
  outsideBuyer: { vi: 'Người mua ngoài hệ thống', en: 'Buyer outside the platform' },
  sentOn: { vi: (p: { day: string }) => `xuất ngày ${p.day}`, en: (p) => `sent ${p.day}` },
  vehicle: { vi: (p: { value: string }) => `xe ${p.value}`, en: (p) => `vehicle ${p.value}` },
  document: { vi: (p: { value: string }) => `chứng từ ${p.value}`, en: (p) => `document ${p.value}` },
  noPhone: { vi: 'chưa có số điện thoại', en: 'no phone number' },
  call: { vi: (p: { phone: string }) => `Gọi ${p.phone}`, en: (p) => `Call ${p.phone}` },
  notStopped: {
    vi: 'không bị chặn, bên giữ được báo',
    en: 'not stopped: who holds it is told',
  },
  batchesReached: { vi: 'Các lô bị thu hồi', en: 'Batches that it reaches' },
  exclude: { vi: (p: { lot: string }) => `Loại lô ${p.lot}`, en: (p) => `Leave out ${p.lot}` },
  include: { vi: (p: { lot: string }) => `Đưa lô ${p.lot} trở lại`, en: (p) => `Put ${p.lot} back` },
  excludeReason: { vi: 'Vì sao loại lô này', en: 'Why it is left out' },
  excludeHint: {
    vi: 'Lô bị loại vẫn bán được, nhưng người mua thấy lời lưu ý.',
    en: 'It may still be sold, but shoppers see a caution.',
  },
  excluded: { vi: (p: { reason: string }) => `Đã loại: ${p.reason}`, en: (p) => `Left out: ${p.reason}` },
  starting: { vi: 'lô bắt đầu', en: 'where it starts' },
  toMessage: { vi: 'Tiếp: lời cho người mua', en: 'Next: what shoppers read' },
  toDrill: { vi: 'Tiếp: ghi kết quả diễn tập', en: 'Next: keep the result' },
  backToStart: { vi: 'Chọn lại lô bắt đầu', en: 'Change the start' },
  backToPlan: { vi: 'Xem lại phạm vi', en: 'Back to what it reaches' },
  // public
  messageTitle: { vi: 'Lý do và lời cho người mua', en: 'The reason, and what shoppers read' },
  reason: { vi: 'Lý do thu hồi', en: 'Why it is recalled' },
  reasonHint: {
    vi: 'Người mua đọc được. Ví dụ: dư lượng thuốc vượt mức cho phép.',
    en: 'Shoppers read it. For example: residues above the limit.',
  },
  message: { vi: 'Người mua cần làm gì', en: 'What shoppers should do' },
  messageHint: {
    vi: 'Để trống thì trang ghi: “Không dùng nữa. Giữ lại hàng, mang tới nơi mua.”',
    en: 'If empty, the page says: “Do not use it. Keep it and take it back to the shop.”',
  },
  decision: { vi: 'Quyết định số (nếu có)', en: 'Decision number (if any)' },
  preview: { vi: 'Người mua sẽ thấy', en: 'What shoppers will see' },
  previewReason: { vi: '(lý do hiện ở đây)', en: '(the reason stands here)' },
  propose: { vi: 'Gửi đề nghị thu hồi', en: 'Propose the recall' },
  keepDrill: { vi: 'Kết thúc diễn tập và lưu kết quả', en: 'End the drill and keep its result' },
  changedMend: {
    vi: 'Trong lúc anh chị xem, có lô mới được ghi. Bấm “Lập lại danh sách” rồi xem lại trước khi gửi.',
    en: 'Something was recorded while you looked. Draw up the list again and look it over before proposing.',
  },
  redraw: { vi: 'Lập lại danh sách', en: 'Draw up the list again' },
  startMissing: {
    vi: 'Không thấy lô nào như vậy mà anh chị được thu hồi. Kiểm tra lại số lô, hoặc chọn lô khác.',
    en: 'There is no such batch that you may recall. Check the number, or choose another.',
  },
})

/** A recall that was proposed: deciding on it, following it up, closing it. */
export const recallCaseTexts = /* @__PURE__ */ defineTexts({
  titleReal: { vi: 'Hồ sơ thu hồi', en: 'Recall' },
  titleDrill: { vi: 'Diễn tập thu hồi', en: 'Recall drill' },
  state: { vi: 'Tình trạng', en: 'State' },
  kind: { vi: 'Hình thức', en: 'Kind' },
  organization: { vi: 'Đơn vị ra quyết định', en: 'Who recalls' },
  startedFrom: { vi: 'Bắt đầu từ', en: 'Starts from' },
  lotOf: {
    vi: (p: { number: string }) => `số lô ${p.number} của nhà cung cấp`,
    en: (p) => `supplier's lot ${p.number}`,
  },
  proposed: { vi: 'Người đề nghị', en: 'Proposed by' },
  decided: { vi: 'Người xác nhận', en: 'Confirmed by' },
  withdrawnBy: { vi: 'Người rút', en: 'Withdrawn by' },
  closed: { vi: 'Người khép', en: 'Closed by' },
  nameAndTime: {
    vi: (p: { name: string; at: string }) => `${p.name}, ${p.at}`,
    en: (p) => `${p.name}, ${p.at}`,
  },
  conclusion: { vi: 'Kết luận', en: 'Conclusion' },
  took: { vi: 'Hết thời gian', en: 'Time taken' },
  minutes: {
    vi: (p: { minutes: number; seconds: number }) => `${p.minutes} phút ${p.seconds} giây`,
    en: (p) => `${p.minutes} min ${p.seconds} s`,
  },
  // deciding
  needsYou: {
    vi: 'Đề nghị này chờ anh chị xác nhận. Xem phạm vi bên dưới trước khi quyết định; đã thu hồi thì ai quét tem cũng thấy ngay.',
    en: 'This waits for you to confirm. Look at what it reaches first: once recalled, everyone who scans a label sees it at once.',
  },
  needsOther: {
    vi: 'Chờ người thứ hai xác nhận. Chưa lô nào bị chặn.',
    en: 'Waits for a second person. Nothing is stopped yet.',
  },
  confirm: { vi: 'Xác nhận thu hồi', en: 'Confirm the recall' },
  confirmTitle: {
    vi: (p: { count: number }) => `Thu hồi ${p.count} lô?`,
    en: (p) => `Recall ${p.count} batches?`,
  },
  confirmText: {
    vi: 'Các lô này bị chặn ngay, trang của tem báo “THU HỒI”, và mọi đơn vị có hàng được báo. Muốn bỏ thì lại phải có hai người.',
    en: 'They are stopped at once, their pages say “RECALLED”, and everyone who has the goods is told. Ending it takes two people again.',
  },
  confirmed: {
    vi: (p: { count: number }) => `Đã thu hồi. ${p.count} lô bị chặn từ bây giờ.`,
    en: (p) => `Recalled. ${p.count} batches are stopped from now on.`,
  },
  finishDrill: { vi: 'Kết thúc diễn tập', en: 'End the drill' },
  finishDrillText: {
    vi: 'Kết quả và thời gian được lưu lại. Không lô nào bị chặn.',
    en: 'Its result and time are kept. Nothing is stopped.',
  },
  withdraw: { vi: 'Rút đề nghị', en: 'Withdraw it' },
  withdrawTitle: { vi: 'Rút đề nghị này?', en: 'Withdraw this proposal?' },
  withdrawReason: { vi: 'Vì sao rút', en: 'Why' },
  withdrawn: { vi: 'Đã rút đề nghị.', en: 'Withdrawn.' },
  secondMend: {
    vi: 'Hãy nhờ một người khác đăng nhập bằng tài khoản của họ và mở trang này.',
    en: 'Ask somebody else to sign in with their own account and open this page.',
  },
  decidedMend: {
    vi: 'Có người vừa quyết định trước. Trang đã được tải lại với kết quả mới nhất.',
    en: 'Somebody decided before you. The page now shows how.',
  },
  cancel: { vi: 'Để sau', en: 'Not now' },
  drillKept: {
    vi: (p: { time: string; count: number }) => `Đã diễn tập xong: tìm đủ ${p.count} lô trong ${p.time}.`,
    en: (p) => `Drill done: ${p.count} batches found in ${p.time}.`,
  },
  proposedNotice: {
    vi: 'Đã gửi đề nghị. Nhờ người thứ hai mở trang “Thu hồi” để xác nhận.',
    en: 'Proposed. Ask a second person to open the “Recalls” page and confirm.',
  },
  // follow-up
  followUp: { vi: 'Theo dõi hàng', en: 'Following the goods up' },
  progress: {
    vi: (p: { done: number; all: number }) => `${p.done}/${p.all} lô không còn hàng trong kho`,
    en: (p) => `${p.done} of ${p.all} batches have nothing left in stock`,
  },
  sent: { vi: 'Đã xuất trước khi thu hồi', en: 'Sent away before the recall' },
  answered: { vi: 'Đã rõ kết quả', en: 'Answered for' },
  lifted: { vi: 'Lô đã được bán lại', en: 'Batches free again' },
  remaining: { vi: 'Còn trong kho', en: 'Left in stock' },
  batch: { vi: 'Lô', en: 'Batch' },
  status: { vi: 'Tình trạng', en: 'Status' },
  notes: { vi: 'Ghi chú', en: 'Notes' },
  noNotes: {
    vi: 'Chưa có ghi chú. Ghi lại những gì không có trong nhật ký, ví dụ người mua đã tự tiêu hủy.',
    en: 'No notes yet. Note what no entry tells, such as a buyer who destroyed the goods.',
  },
  addNote: { vi: 'Thêm ghi chú', en: 'Add a note' },
  outcome: { vi: 'Kết quả', en: 'What became of it' },
  everyBatch: { vi: 'Cả lần thu hồi', en: 'The whole recall' },
  amount: { vi: 'Số lượng', en: 'How much' },
  party: { vi: 'Với ai', en: 'With whom' },
  text: { vi: 'Ghi thêm', en: 'More' },
  saveNote: { vi: 'Lưu ghi chú', en: 'Save the note' },
  noted: { vi: 'Đã lưu ghi chú.', en: 'The note is kept.' },
  lifts: { vi: 'Kết thúc thu hồi', en: 'Ending it' },
  lift: { vi: 'Đề nghị kết thúc thu hồi', en: 'Propose to end the recall' },
  liftHint: {
    vi: 'Hàng được bán lại. Cũng cần người thứ hai xác nhận.',
    en: 'The goods may be sold again. This takes a second person too.',
  },
  liftAll: { vi: 'Mọi lô', en: 'Every batch' },
  liftSome: { vi: 'Lô được bán lại (không chọn là mọi lô)', en: 'Which batches (none chosen: all)' },
  liftReason: { vi: 'Vì sao kết thúc', en: 'Why it ends' },
  liftProposed: { vi: 'Đã gửi, chờ người thứ hai.', en: 'Proposed; waits for a second person.' },
  liftWaiting: { vi: 'Chờ người thứ hai xác nhận', en: 'Waits for a second person' },
  liftDone: { vi: 'Đã kết thúc', en: 'Ended' },
  confirmLift: { vi: 'Xác nhận kết thúc', en: 'Confirm the end' },
  confirmLiftText: {
    vi: 'Các lô này được bán lại ngay, và trang của tem không còn báo nữa.',
    en: 'These batches may be sold again at once, and their pages say nothing any more.',
  },
  liftConfirmed: { vi: 'Các lô này được bán lại.', en: 'These batches are free again.' },
  close: { vi: 'Khép hồ sơ', en: 'Close it' },
  closeTitle: { vi: 'Khép hồ sơ thu hồi?', en: 'Close this recall?' },
  closeHint: {
    vi: 'Lô nào chưa được bán lại thì bị chặn mãi.',
    en: 'What was not freed stays recalled for ever.',
  },
  closedNotice: { vi: 'Đã khép hồ sơ.', en: 'Closed.' },
  // alerts
  alerts: { vi: 'Cảnh báo thu hồi', en: 'Recall alerts' },
  alertFrom: {
    vi: (p: { name: string; day: string }) => `${p.name} thu hồi, ngày ${p.day}`,
    en: (p) => `Recalled by ${p.name} on ${p.day}`,
  },
  ownBatch: { vi: 'lô của mình', en: 'your own' },
  othersBatch: { vi: 'hàng đã nhận', en: 'received goods' },
  alertAdvice: {
    vi: 'Để riêng hàng này ra, đừng bán, và gọi cho bên thu hồi.',
    en: 'Set these goods aside, do not sell them, and call who recalls them.',
  },
})
