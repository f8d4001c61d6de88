import { defineTexts } from '../define-texts.ts'

/** What the organization says of itself, and where its goods are officially sold. */
export const sellingTexts = /* @__PURE__ */ defineTexts({
  // the profile
  profile: { vi: 'Hồ sơ đơn vị', en: 'Profile' },
  profileHint: { vi: 'Nơi bán chính thức của sản phẩm', en: 'Where your products are officially sold' },
  name: { vi: 'Tên', en: 'Name' },
  kind: { vi: 'Loại', en: 'Kind' },
  taxCode: { vi: 'Mã số thuế', en: 'Tax code' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  where: { vi: 'Nơi bán chính thức', en: 'Where you officially sell' },
  whereBelow: {
    vi: 'Người quét tem thấy các nơi bán này ở dưới thông tin sản phẩm, khi hàng được phép bán.',
    en: 'People who scan a label see them below the facts of goods that may be sold.',
  },
  everything: { vi: 'Chung cho mọi sản phẩm', en: 'For every product' },
  ofProducts: { vi: 'Riêng từng sản phẩm', en: 'For one product' },
  noProducts: {
    vi: 'Chưa có sản phẩm nào. Sản phẩm được thêm khi ghi lô đầu tiên của nó.',
    en: 'There are no products yet. A product is added when its first batch is recorded.',
  },
  count: {
    vi: (p: { count: number }) => (p.count === 0 ? 'Chưa có nơi bán' : `${p.count} nơi bán`),
    en: (p) => (p.count === 0 ? 'None yet' : `${p.count} ${p.count === 1 ? 'place' : 'places'}`),
  },
  // the form
  none: {
    vi: 'Chưa có nơi bán nào. Bấm “Thêm nơi bán” rồi dán đường dẫn gian hàng vào.',
    en: 'None yet. Press “Add a place” and paste the address of your shop.',
  },
  alsoShown: {
    vi: (p: { count: number }) => `Trang của sản phẩm này hiện thêm ${p.count} nơi bán chung của đơn vị.`,
    en: (p) =>
      `The page of this product also shows the ${p.count} ${p.count === 1 ? 'place' : 'places'} for every product.`,
  },
  place: { vi: (p: { number: number }) => `Nơi bán ${p.number}`, en: (p) => `Place ${p.number}` },
  address: { vi: 'Đường dẫn', en: 'Address' },
  addressHint: {
    vi: 'Mở gian hàng trên điện thoại, chọn Chia sẻ, Sao chép liên kết, rồi dán vào đây.',
    en: 'Open the shop, choose Share, Copy link, and paste it here.',
  },
  market: { vi: 'Sàn hoặc nơi bán', en: 'Marketplace or shop' },
  add: { vi: 'Thêm nơi bán', en: 'Add a place' },
  most: { vi: 'Đã đủ 10 nơi bán, là số nhiều nhất.', en: 'These are 10, the most there can be.' },
  remove: { vi: (p: { number: number }) => `Bỏ nơi bán ${p.number}`, en: (p) => `Remove place ${p.number}` },
  removed: {
    vi: (p: { what: string }) => `Sẽ bỏ khi lưu: ${p.what}`,
    en: (p) => `Removed once saved: ${p.what}`,
  },
  undo: { vi: 'Hoàn tác', en: 'Undo' },
  save: { vi: 'Lưu nơi bán', en: 'Save the places' },
  saved: {
    vi: 'Đã lưu. Trang truy xuất hiện ngay các nơi bán này.',
    en: 'Saved. The public pages show these places from now on.',
  },
  // what is wrong
  notSecure: {
    vi: 'Đường dẫn phải bắt đầu bằng https://. Hãy sao chép lại từ trang bán hàng.',
    en: 'The address must begin with https://. Please copy it from the shop again.',
  },
  notAddress: {
    vi: 'Đây chưa phải đường dẫn của một trang bán hàng, ví dụ https://mienkhausang.vn',
    en: 'This is no address of a shop, such as https://mienkhausang.vn',
  },
  otherMarket: {
    vi: (p: { market: string }) =>
      `Đường dẫn này không thuộc ${p.market}. Hãy chọn lại nơi bán hoặc dán lại đường dẫn.`,
    en: (p) =>
      `This address is not of ${p.market}. Please choose the place again, or paste the address again.`,
  },
  tooLong: {
    vi: 'Đường dẫn dài quá 500 ký tự. Hãy bỏ phần từ dấu ? trở đi.',
    en: 'The address is longer than 500 characters. Please drop what stands behind the question mark.',
  },
  twice: { vi: 'Đường dẫn này đã có ở trên.', en: 'This address stands above already.' },
})
