import type { Text } from './define-texts.ts'

/** What happened, as the heading of an event. */
export const eventNames = {
  opening_stock: { vi: 'Hàng có từ trước', en: 'Opening stock' },
  input_received: { vi: 'Nhập vật tư', en: 'Inputs received' },
  purchase: { vi: 'Mua ngoài', en: 'Purchase' },
  soil_preparation: { vi: 'Làm đất', en: 'Soil preparation' },
  weeding: { vi: 'Làm cỏ', en: 'Weeding' },
  irrigating: { vi: 'Tưới nước', en: 'Irrigation' },
  sowing: { vi: 'Gieo hạt', en: 'Sowing' },
  planting: { vi: 'Trồng', en: 'Planting' },
  transplanting: { vi: 'Cấy, trồng cây con', en: 'Planting out' },
  fertilising: { vi: 'Bón phân', en: 'Fertilising' },
  spraying: { vi: 'Phun thuốc', en: 'Spraying' },
  harvest: { vi: 'Thu hoạch', en: 'Harvest' },
  grading: { vi: 'Phân loại', en: 'Grading' },
  drying: { vi: 'Phơi, sấy', en: 'Drying' },
  processing: { vi: 'Chế biến', en: 'Processing' },
  merge: { vi: 'Gộp lô', en: 'Batches merged' },
  split: { vi: 'Tách lô', en: 'Batch split' },
  packing: { vi: 'Đóng gói', en: 'Packing' },
  label_activation: { vi: 'Kích hoạt tem', en: 'Labels activated' },
  dispatch: { vi: 'Xuất hàng', en: 'Dispatch' },
  receipt: { vi: 'Nhận hàng', en: 'Receipt' },
  return: { vi: 'Trả lại hàng', en: 'Return' },
  transfer: { vi: 'Chuyển kho', en: 'Transfer' },
  stock_count: { vi: 'Kiểm kê', en: 'Stock count' },
  lab_test: { vi: 'Kiểm nghiệm', en: 'Laboratory test' },
  hazard_check: { vi: 'Đánh giá nguy cơ', en: 'Hazard check' },
  waste_collection: { vi: 'Thu gom bao bì, thuốc thừa', en: 'Waste collection' },
  inspection: { vi: 'Kiểm tra', en: 'Inspection' },
  hold: { vi: 'Tạm giữ lô', en: 'Batch hold' },
  release: { vi: 'Bỏ tạm giữ', en: 'Hold released' },
  recall: { vi: 'Thu hồi', en: 'Recall' },
  recall_lifted: { vi: 'Kết thúc thu hồi', en: 'Recall lifted' },
  destroy: { vi: 'Tiêu hủy', en: 'Destruction' },
  correction: { vi: 'Đính chính', en: 'Correction' },
} as const satisfies Record<string, Text>

/** Processes that have a name of their own. Others are called by the name of their event. */
export const processNames = {
  grading: { vi: 'Phân loại', en: 'Grading' },
  merge: { vi: 'Gộp lô', en: 'Merging' },
  split: { vi: 'Tách lô', en: 'Splitting' },
  tea_drying: { vi: 'Sấy, sao trà', en: 'Tea drying' },
  starch_extraction: { vi: 'Lọc tinh bột', en: 'Starch extraction' },
  noodle_making: { vi: 'Làm miến', en: 'Noodle making' },
  rice_milling: { vi: 'Xay xát gạo', en: 'Rice milling' },
  turmeric_starch: { vi: 'Lọc tinh bột nghệ', en: 'Turmeric starch extraction' },
} as const satisfies Record<string, Text>

/** Why an event was corrected. */
export const correctionReasonNames = {
  did_not_occur: { vi: 'Việc này không xảy ra', en: 'This did not happen' },
  incorrect_data: { vi: 'Thông tin ghi sai', en: 'The data were wrong' },
} as const satisfies Record<string, Text>

export const recallKindNames = {
  voluntary: { vi: 'Thu hồi tự nguyện', en: 'Voluntary recall' },
  mandatory: { vi: 'Thu hồi bắt buộc', en: 'Mandatory recall' },
} as const satisfies Record<string, Text>

/** What an inspector permits although a rule forbids it. */
export const permitNames = {
  PHI_NOT_ELAPSED: {
    vi: 'Cho phép thu hoạch dù chưa hết thời gian cách ly',
    en: 'Harvest permitted although the pre-harvest interval is not over',
  },
  BATCH_ON_HOLD: {
    vi: 'Cho phép chế biến, xử lý lại lô đang bị tạm giữ',
    en: 'Rework of the held batch permitted',
  },
} as const satisfies Record<string, Text>

/** Of a laboratory test, one of its parameters, or a hazard check. */
export const resultNames = {
  pass: { vi: 'Đạt', en: 'Pass' },
  fail: { vi: 'Không đạt', en: 'Fail' },
} as const satisfies Record<string, Text>

export const findingSeverityNames = {
  minor: { vi: 'Lỗi nhẹ', en: 'Minor' },
  major: { vi: 'Lỗi nặng', en: 'Major' },
  critical: { vi: 'Lỗi nghiêm trọng', en: 'Critical' },
} as const satisfies Record<string, Text>
