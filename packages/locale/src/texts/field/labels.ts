import { defineTexts } from '../define-texts.ts'

/** Making, printing, activating and voiding labels. */
export const labelTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'In tem', en: 'Print labels' },
  codes: { vi: 'Loại mã', en: 'Codes' },
  perPackage: { vi: 'Mỗi gói một mã', en: 'A code for each package' },
  perBatch: { vi: 'Một mã cho cả lô', en: 'One code for the batch' },
  run: { vi: 'Đợt tem', en: 'Run of labels' },
  runChoice: {
    vi: (p: { name: string; left: string }) => `${p.name} · còn ${p.left} tem chưa in`,
    en: (p) => `${p.name} · ${p.left} not printed yet`,
  },
  noRun: {
    vi: 'Sản phẩm này chưa có tem nào chờ in. Hãy tạo một đợt tem: mỗi tem một mã riêng, không ai đoán được.',
    en: 'No labels of this product wait to be printed. Make a run: each label has its own code that nobody can guess.',
  },
  newRun: { vi: 'Tạo đợt tem mới', en: 'Make a new run' },
  makeRun: { vi: (p: { count: string }) => `Tạo ${p.count} tem`, en: (p) => `Make ${p.count} labels` },
  count: { vi: 'Số lượng tem', en: 'How many labels' },
  sheets: { vi: (p: { count: string }) => `= ${p.count} tờ`, en: (p) => `= ${p.count} sheets` },
  pieces: { vi: (p: { count: string }) => `= ${p.count} tem cuộn`, en: (p) => `= ${p.count} on the roll` },
  medium: { vi: 'Khổ tem', en: 'Labels' },
  sheetMedium: {
    vi: (p: { size: string; cells: number }) => `A4 ${p.size} mm, ${p.cells} tem`,
    en: (p) => `A4 ${p.size} mm, ${p.cells} a sheet`,
  },
  rollMedium: {
    vi: (p: { size: string; dpi: number }) => `Cuộn ${p.size} mm, ${p.dpi} dpi`,
    en: (p) => `Roll ${p.size} mm, ${p.dpi} dpi`,
  },
  format: { vi: 'Tệp in', en: 'File' },
  pdf: { vi: 'PDF', en: 'PDF' },
  zpl: { vi: 'ZPL (máy in tem)', en: 'ZPL (label printer)' },
  start: { vi: 'Bắt đầu từ ô', en: 'Begin at label' },
  startHint: {
    vi: 'Tờ đã bóc dở: bấm vào ô tem đầu tiên còn trống.',
    en: 'A sheet that was begun: tap the first label that is left.',
  },
  cell: { vi: (p: { number: number }) => `Ô ${p.number}`, en: (p) => `Label ${p.number}` },
  content: { vi: 'Nội dung in', en: 'What stands on it' },
  product: { vi: 'tên hàng', en: 'product' },
  organization: { vi: 'hợp tác xã', en: 'cooperative' },
  packed: { vi: 'ngày đóng gói', en: 'packing day' },
  harvested: { vi: 'ngày thu hoạch', en: 'harvest day' },
  useBy: { vi: 'hạn sử dụng', en: 'use-by day' },
  hotline: { vi: 'điện thoại', en: 'hotline' },
  printer: { vi: 'Máy in', en: 'Printer' },
  noPrinter: { vi: 'Không chỉnh', en: 'As it is' },
  printerSettings: { vi: 'Căn chỉnh máy in', en: 'Adjust a printer' },
  printerName: { vi: 'Tên máy in', en: 'Name of the printer' },
  shiftX: { vi: 'ΔX (mm, sang phải)', en: 'ΔX (mm, to the right)' },
  shiftY: { vi: 'ΔY (mm, xuống dưới)', en: 'ΔY (mm, down)' },
  scale: { vi: 'Tỉ lệ (%)', en: 'Scale (%)' },
  savePrinter: { vi: 'Lưu máy in', en: 'Save the printer' },
  calibration: { vi: 'In trang căn chỉnh', en: 'Print the ruler page' },
  preview: { vi: 'Xem trước', en: 'Preview' },
  previewAlt: { vi: 'Tem sẽ in', en: 'The label as it will be printed' },
  qrFacts: {
    vi: (p: { side: string; modules: number; dots: number; dpi: number }) =>
      `Mã QR ${p.side} mm · ${p.modules} × ${p.modules} ô · mức Q · mỗi ô ${p.dots} chấm ở ${p.dpi} dpi`,
    en: (p) =>
      `QR ${p.side} mm · ${p.modules} × ${p.modules} · level Q · ${p.dots} dots a module at ${p.dpi} dpi`,
  },
  address: {
    vi: (p: { host: string }) => `Địa chỉ in trên tem: ${p.host} (đổi là tem hỏng)`,
    en: (p) => `Printed address: ${p.host} (changing it ruins the labels)`,
  },
  actualSize: {
    vi: 'In ở cỡ 100 % (Actual size), tắt “Vừa trang” (Fit to page).',
    en: 'Print at 100 % (actual size), “Fit to page” off.',
  },
  sample: {
    vi: 'Đây là hệ thống thử: tem in ra có chữ MẪU, đừng dán lên hàng bán.',
    en: 'This is a trial system: labels say MẪU, do not put them on goods for sale.',
  },
  print: { vi: 'In tem', en: 'Print' },
  testSheet: { vi: 'In thử 1 tờ', en: 'Print a test sheet' },
  printed: { vi: 'Các lần in', en: 'Prints' },
  printedRange: {
    vi: (p: { first: string; last: string }) => `tem ${p.first}–${p.last}`,
    en: (p) => `labels ${p.first}–${p.last}`,
  },
  download: { vi: 'Tải tệp in', en: 'Download the file' },
  drawing: {
    vi: (p: { percent: number; done: string; count: string }) =>
      `Đang vẽ ${p.percent} % (${p.done}/${p.count} tem)`,
    en: (p) => `Drawing ${p.percent} % (${p.done} of ${p.count})`,
  },
  cancel: { vi: 'Dừng', en: 'Stop' },
  cancelled: { vi: 'đã dừng', en: 'stopped' },
  removed: { vi: 'tệp đã xóa sau một ngày', en: 'the file was removed after a day' },
  failed: { vi: 'bị lỗi, hãy in lại', en: 'failed, print again' },
  again: { vi: 'In lại', en: 'Print again' },
  againWhy: { vi: 'Vì sao in lại', en: 'Why again' },
  isAgain: { vi: (p: { reason: string }) => `in lại: ${p.reason}`, en: (p) => `again: ${p.reason}` },
  activation: { vi: 'Kích hoạt tem', en: 'Activate labels' },
  notActive: {
    vi: 'Tem mới in CHƯA KÍCH HOẠT: ai quét cũng thấy chưa được phép bán. Dán xong, quét tem đầu và tem cuối để kích hoạt.',
    en: 'New labels are NOT ACTIVE: whoever scans one is told that it may not be sold. Once they are on, scan the first and the last.',
  },
  first: { vi: 'Tem đầu', en: 'First label' },
  last: { vi: 'Tem cuối', en: 'Last label' },
  codeHint: { vi: 'Quét, hoặc gõ mã in trên tem', en: 'Scan, or type the code on the label' },
  scan: { vi: 'Quét', en: 'Scan' },
  scanning: { vi: 'Đưa mã QR vào khung hình', en: 'Hold the QR code in the picture' },
  noCamera: { vi: 'Không mở được máy ảnh; hãy gõ mã.', en: 'The camera cannot be opened; type the code.' },
  close: { vi: 'Đóng', en: 'Close' },
  find: { vi: 'Kiểm tra dải tem', en: 'Check the range' },
  found: {
    vi: (p: { count: string; run: string; first: string; last: string }) =>
      `${p.count} tem: đợt ${p.run}, số ${p.first} đến ${p.last}`,
    en: (p) => `${p.count} labels: run ${p.run}, ${p.first} to ${p.last}`,
  },
  otherRun: { vi: 'Hai tem không cùng một đợt.', en: 'The two labels are not of one run.' },
  otherProduct: { vi: 'Tem này là của sản phẩm khác.', en: 'These labels are of another product.' },
  activate: {
    vi: (p: { count: string }) => `Kích hoạt ${p.count} tem cho lô này`,
    en: (p) => `Activate ${p.count} labels`,
  },
  activated: {
    vi: (p: { count: string }) => `Đã kích hoạt ${p.count} tem.`,
    en: (p) => `${p.count} labels activated.`,
  },
  void: {
    vi: (p: { count: string }) => `Hủy ${p.count} tem hỏng`,
    en: (p) => `Void ${p.count} damaged labels`,
  },
  voiding: {
    vi: (p: { seconds: number }) => `Sẽ hủy sau ${p.seconds} giây. Tem đã hủy không dùng lại được.`,
    en: (p) => `Voided in ${p.seconds} seconds. A voided label is never used again.`,
  },
  undo: { vi: 'Hoàn tác', en: 'Undo' },
  voided: { vi: (p: { count: string }) => `Đã hủy ${p.count} tem.`, en: (p) => `${p.count} labels voided.` },
  standing: {
    vi: (p: { printed: string; activated: string; voided: string }) =>
      `đã in ${p.printed} · đang dùng ${p.activated} · hủy ${p.voided}`,
    en: (p) => `${p.printed} printed · ${p.activated} in use · ${p.voided} voided`,
  },
})
