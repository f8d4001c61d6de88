import { defineTexts, type Text } from './define-texts.ts'

/** What the links of a code are called, for programs that show them to people. */
export const resolverTexts = defineTexts({
  page: { vi: 'Trang truy xuất nguồn gốc', en: 'Traceability page' },
  product: { vi: 'Về sản phẩm này', en: 'About this product' },
  recallStatus: { vi: 'Tình trạng thu hồi', en: 'Recall status' },
  traceability: { vi: 'Hành trình của lô hàng', en: 'The way of the batch' },
  certificates: { vi: 'Chứng nhận và kiểm nghiệm', en: 'Certificates and tests' },
})

/** Where goods are sold. */
export const salesMarketNames = {
  voso: { vi: 'Voso', en: 'Voso' },
  postmart: { vi: 'Postmart (Bưu điện)', en: 'Postmart (Vietnam Post)' },
  shopee: { vi: 'Shopee', en: 'Shopee' },
  lazada: { vi: 'Lazada', en: 'Lazada' },
  province: { vi: 'Sàn của tỉnh', en: 'Marketplace of the province' },
  shop: { vi: 'Trang bán hàng riêng', en: 'Own shop' },
} as const satisfies Record<string, Text>
