import { defineTexts } from '../define-texts.ts'

/** Registering a batch from a harvest: three short steps and what follows. */
export const registerTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Đăng ký lô thu hoạch', en: 'Register a harvest batch' },
  step: {
    vi: (p: { at: number; name: string }) => `Bước ${p.at}/3 · ${p.name}`,
    en: (p) => `Step ${p.at} of 3 · ${p.name}`,
  },
  what: { vi: 'Thu hoạch gì', en: 'What' },
  whence: { vi: 'Từ thửa nào', en: 'Where from' },
  check: { vi: 'Kiểm tra lại', en: 'Check' },
  product: { vi: 'Sản phẩm', en: 'Product' },
  newProduct: { vi: 'Thêm sản phẩm khác', en: 'Add another product' },
  noProducts: {
    vi: 'Chưa có sản phẩm nào. Thêm sản phẩm đầu tiên, ví dụ “Bí xanh thơm”.',
    en: 'No products yet. Add the first one, such as “Fragrant gourd”.',
  },
  harvestDay: { vi: 'Ngày thu hoạch', en: 'Harvested on' },
  source: { vi: 'Thu từ thửa nào', en: 'From which plots' },
  sourceHint: { vi: 'Có thể chọn nhiều thửa.', en: 'You may choose several.' },
  noPlots: {
    vi: 'Chưa có thửa nào. Thêm thửa đầu tiên, ví dụ “Ruộng Nà Pha”.',
    en: 'No plots yet. Add the first one, such as “Nà Pha field”.',
  },
  newPlot: { vi: 'Thêm thửa khác', en: 'Add another plot' },
  noDiaryYet: { vi: 'chưa có nhật ký của vụ này', en: 'no diary of this season yet' },
  noDiaryHint: {
    vi: 'Thửa chưa có nhật ký: trang của lô sẽ ghi rõ “trước ngày thu hoạch không có dữ liệu”.',
    en: 'A plot without a diary: the page of the batch will say that there are no data before the harvest.',
  },
  weight: { vi: 'Cân được', en: 'Weighed' },
  lot: { vi: 'Số lô', en: 'Lot number' },
  lotHint: {
    vi: 'Tự điền khi chọn sản phẩm, sửa được. Chữ hoa không dấu và số, tối đa 20 ký tự.',
    en: 'Filled in once you choose the product; you may change it. Capital letters and digits, at most 20.',
  },
  lotWrong: {
    vi: 'Số lô chỉ gồm chữ hoa không dấu, số và dấu . - _ (tối đa 20 ký tự).',
    en: 'A lot number has capital letters, digits and . - _ only (at most 20).',
  },
  useBy: { vi: 'Hạn dùng', en: 'Use by' },
  shelfLifeHint: {
    vi: (p: { days: string }) => `Tính theo ${p.days} ngày bảo quản của sản phẩm.`,
    en: (p) => `From the product's shelf life of ${p.days} days.`,
  },
  useByOptional: {
    vi: 'Để trống nếu sản phẩm không có hạn dùng.',
    en: 'Leave blank if the product has none.',
  },
  tooEarly: {
    vi: (p: { where: string; day: string }) =>
      `${p.where}: chưa hết thời gian cách ly sau lần phun thuốc. Được thu hoạch từ ${p.day}. Hãy xem lại ngày thu hoạch.`,
    en: (p) =>
      `${p.where}: the days to wait after spraying are not over. Harvest from ${p.day} on. Please check the day of harvest.`,
  },
  useByEarly: { vi: 'Hạn dùng phải sau ngày thu hoạch.', en: 'This must come after the harvest.' },
  weather: { vi: 'Thời tiết', en: 'Weather' },
  more: { vi: 'Thêm chi tiết (nếu có)', en: 'More details (optional)' },
  saveBatch: { vi: 'Lưu lô', en: 'Save the batch' },
  savedTitle: { vi: 'Đã đăng ký lô', en: 'Batch registered' },
  saved: { vi: (p: { lot: string }) => `Lô ${p.lot} đã được ghi.`, en: (p) => `Batch ${p.lot} is recorded.` },
  writeDiary: { vi: 'Ghi nhật ký', en: 'Write the diary' },
  another: { vi: 'Lô mới giống vậy', en: 'Another one like it' },
  openBatch: { vi: 'Mở trang của lô', en: 'Open the batch' },
  // products and plots that are made along the way
  productName: { vi: 'Tên sản phẩm', en: 'Name of the product' },
  inputName: { vi: 'Tên vật tư', en: 'Name of the input' },
  nameMissing: { vi: 'Hãy ghi tên.', en: 'Please write a name.' },
  productUnit: { vi: 'Tính bằng', en: 'Measured in' },
  shelfLife: { vi: 'Bảo quản được bao nhiêu ngày', en: 'Shelf life in days' },
  inputKind: { vi: 'Loại vật tư', en: 'Kind of input' },
  saveProduct: { vi: 'Lưu sản phẩm', en: 'Save the product' },
  saveInput: { vi: 'Lưu vật tư', en: 'Save the input' },
  plotName: { vi: 'Tên thửa', en: 'Name of the plot' },
  commune: { vi: 'Xã, phường', en: 'Commune' },
  chooseCommune: { vi: 'Chọn xã, phường', en: 'Choose the commune' },
  communeMissing: { vi: 'Hãy chọn xã, phường của thửa.', en: 'Choose the commune of the plot.' },
  plotArea: { vi: 'Diện tích (m²)', en: 'Area (m²)' },
  savePlot: { vi: 'Lưu thửa', en: 'Save the plot' },
})
