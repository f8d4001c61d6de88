import type { Address, Organization, Product } from '@nguon/domain'
import type { PageBatch, PageCertificate, TracePage } from '../model.ts'
import { lots, noodleSteps } from './noodle-steps.ts'
import { idOf } from './steps.ts'

const formerly: Address = {
  line: 'Thôn Khau Sáng (hư cấu)',
  wardCode: '02173',
  ward: 'Xã Côn Minh',
  districtCode: '066',
  district: 'Huyện Na Rì',
  provinceCode: '06',
  province: 'Tỉnh Bắc Kạn',
  validTo: '2025-06-30',
}
const today: Address = {
  line: 'Thôn Khau Sáng (hư cấu)',
  wardCode: '02185',
  ward: 'Xã Côn Minh',
  provinceCode: '19',
  province: 'Tỉnh Thái Nguyên',
  validFrom: '2025-07-01',
}

export const khauSang: Organization = {
  kind: 'cooperative',
  name: 'HTX Miến dong Khau Sáng (mẫu)',
  shortName: 'Khau Sáng',
  phone: '0000000003',
  addresses: [formerly, today],
  status: 'active',
}

const noodles: Product = {
  name: 'Miến dong gói 500 g',
  nameEn: 'Canna glass noodles, 500 g',
  gtin: '09520003000025',
  unit: 'gói',
  netContentText: '500 g',
  ingredients: '100% tinh bột dong riềng',
  processed: true,
  shelfLifeDays: 540,
  storage: 'Nơi khô ráo',
  standard: 'TCCS 01:2024/KS (mẫu)',
  brand: 'Khau Sáng',
  labelLevel: 'package',
  ocopStars: 4,
}

export const foodSafety: PageCertificate = {
  data: {
    type: 'ATTP',
    number: 'ATTP-MAU-0003',
    issuedOn: '2024-04-01',
    expiresOn: '2027-03-31',
  },
  issuer: 'Cơ quan kiểm tra Mẫu',
  verifiedBy: 'Cơ quan kiểm tra Mẫu',
  state: 'valid',
  scope: ['Xưởng tinh bột và miến'],
}
export const expiredStars: PageCertificate = {
  data: { type: 'OCOP', number: 'OCOP-MAU-0003', stars: 4, issuedOn: '2022-10-01', expiresOn: '2025-09-30' },
  issuer: 'UBND (mẫu)',
  state: 'expired',
  scope: ['Miến dong gói 500 g'],
}

export const noodleBatch: PageBatch = {
  id: lots.noodles.batchId,
  lot: lots.noodles.lot,
  product: noodles,
  organization: khauSang,
  // biome-ignore lint/suspicious/noThenProperty: an address then and now, not a promise
  address: { then: today },
  harvestedOn: ['2025-11-22'],
  madeOn: '2026-01-15',
  useBy: '2027-07-09',
  unitsPacked: 3100,
  steps: noodleSteps,
  certificates: [foodSafety, expiredStars],
  inputs: [
    {
      batchId: idOf(1),
      name: lots.seed.productName,
      lot: lots.seed.lot,
      inputKind: 'seed',
      selfProduced: true,
    },
    {
      batchId: idOf(2),
      name: lots.npk.productName,
      lot: lots.npk.lot,
      inputKind: 'fertiliser',
      selfProduced: false,
      expiresOn: '2027-12-05',
    },
    {
      batchId: idOf(3),
      name: lots.bag.productName,
      lot: lots.bag.lot,
      inputKind: 'packaging',
      selfProduced: false,
    },
  ],
  placeCodes: { [idOf(801)]: 'KS-01', [idOf(802)]: '9520003900028' },
  entries: 26,
}

/** The page of a packet of noodles: bat-c3 of the sample data, or as told. */
export const noodlePage = (changes: Partial<TracePage> = {}): TracePage => ({
  state: 'valid',
  level: 'package',
  code: 'KS26-000912',
  path: '/01/09520003000025/21/KS26-000912',
  host: 'truyxuat.example.vn',
  demo: true,
  today: '2026-11-23',
  batch: noodleBatch,
  ...changes,
})

/** The same packet with another batch behind it. */
export const noodlePageWith = (changes: Partial<PageBatch>): TracePage =>
  noodlePage({ batch: { ...noodleBatch, ...changes } })
