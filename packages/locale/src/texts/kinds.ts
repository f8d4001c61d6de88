import type { Text } from './define-texts.ts'

export const batchKindNames = {
  input: { vi: 'Lô vật tư', en: 'Input lot' },
  crop: { vi: 'Cây đang trồng', en: 'Standing crop' },
  harvest: { vi: 'Lô thu hoạch', en: 'Harvest batch' },
  semi_finished: { vi: 'Bán thành phẩm', en: 'Semi-finished product' },
  finished: { vi: 'Thành phẩm', en: 'Finished product' },
} as const satisfies Record<string, Text>

export const placeKindNames = {
  plot: { vi: 'Thửa', en: 'Plot' },
  packhouse: { vi: 'Cơ sở đóng gói', en: 'Packhouse' },
  processing: { vi: 'Cơ sở chế biến', en: 'Processing site' },
  warehouse: { vi: 'Kho', en: 'Warehouse' },
  store: { vi: 'Cửa hàng', en: 'Store' },
} as const satisfies Record<string, Text>

export const organizationKindNames = {
  cooperative: { vi: 'Hợp tác xã', en: 'Cooperative' },
  processor: { vi: 'Cơ sở chế biến', en: 'Processor' },
  distributor: { vi: 'Đơn vị phân phối', en: 'Distributor' },
  retailer: { vi: 'Đơn vị bán lẻ', en: 'Retailer' },
  input_supplier: { vi: 'Nhà cung cấp vật tư', en: 'Input supplier' },
  laboratory: { vi: 'Phòng thử nghiệm', en: 'Laboratory' },
  certification_body: { vi: 'Tổ chức chứng nhận', en: 'Certification body' },
  inspectorate: { vi: 'Cơ quan kiểm tra', en: 'Inspectorate' },
} as const satisfies Record<string, Text>

export const memberRoleNames = {
  coop_manager: { vi: 'Quản lý hợp tác xã', en: 'Cooperative manager' },
  recorder: { vi: 'Người ghi chép', en: 'Record keeper' },
  farmer: { vi: 'Hộ thành viên', en: 'Member household' },
  inspector: { vi: 'Cán bộ kiểm tra', en: 'Inspector' },
  worker: { vi: 'Người lao động', en: 'Worker' },
} as const satisfies Record<string, Text>

export const certificateTypeNames = {
  VietGAP: { vi: 'VietGAP', en: 'VietGAP' },
  OCOP: { vi: 'Sản phẩm OCOP', en: 'OCOP product' },
  organic: { vi: 'Hữu cơ', en: 'Organic' },
  ATTP: { vi: 'Cơ sở đủ điều kiện an toàn thực phẩm', en: 'Food safety certificate' },
  GlobalGAP: { vi: 'GLOBALG.A.P.', en: 'GLOBALG.A.P.' },
  HACCP: { vi: 'HACCP', en: 'HACCP' },
  other: { vi: 'Chứng nhận khác', en: 'Other certificate' },
} as const satisfies Record<string, Text>

export const inputKindNames = {
  seed: { vi: 'Giống', en: 'Seed' },
  fertiliser: { vi: 'Phân bón', en: 'Fertiliser' },
  pesticide: { vi: 'Thuốc bảo vệ thực vật', en: 'Plant protection product' },
  packaging: { vi: 'Bao bì', en: 'Packaging' },
  other: { vi: 'Vật tư khác', en: 'Other input' },
} as const satisfies Record<string, Text>

/** What a label of a product stands for. */
export const labelLevelNames = {
  none: { vi: 'Không dán tem', en: 'No labels' },
  batch: { vi: 'Một mã cho cả lô', en: 'One code for the whole batch' },
  package: { vi: 'Mỗi gói một mã', en: 'One code for each package' },
} as const satisfies Record<string, Text>

export const consentPurposeNames = {
  public_name: { vi: 'Hiển thị tên trên trang công khai', en: 'Show the name on public pages' },
  public_photo: { vi: 'Hiển thị ảnh trên trang công khai', en: 'Show the photo on public pages' },
  public_phone: {
    vi: 'Hiển thị số điện thoại trên trang công khai',
    en: 'Show the phone number on public pages',
  },
} as const satisfies Record<string, Text>
