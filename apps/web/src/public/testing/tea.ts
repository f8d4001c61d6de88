import type { Step } from '@nguon/contract'
import type { Address, EventDetails, EventType } from '@nguon/domain'
import type { TracePage } from '../model.ts'
import { about, amount, at, idOf, into, type Known, out, step } from './steps.ts'

const name = 'HTX Bí thơm Pác Nghè (mẫu)'
const address: Address = {
  wardCode: '01921',
  ward: 'Xã Thượng Minh',
  provinceCode: '19',
  province: 'Tỉnh Thái Nguyên',
  validFrom: '2025-07-01',
}
const formerly: Address = {
  wardCode: '01918',
  ward: 'Xã Yến Dương',
  districtCode: '061',
  district: 'Huyện Ba Bể',
  provinceCode: '06',
  province: 'Tỉnh Bắc Kạn',
  validTo: '2025-06-30',
}

const batch = (id: number, kind: Known['kind'], lot: string, productName: string): Known => ({
  batchId: idOf(100 + id),
  kind,
  lot,
  productName,
})
const gourd = 'Bí xanh thơm'
const teaLots = {
  bio: batch(1, 'input', 'BK260218', 'Chế phẩm sinh học BIO-K (mẫu)'),
  upper: batch(2, 'crop', 'BX-A', gourd),
  lower: batch(3, 'crop', 'BX-B', gourd),
  first: batch(4, 'harvest', 'BX260608A', gourd),
  second: batch(5, 'harvest', 'BX260610A', gourd),
  together: batch(6, 'harvest', 'BX260611M', gourd),
  fresh: batch(7, 'finished', 'BX260611T', gourd),
  forTea: batch(8, 'semi_finished', 'BX260611C', gourd),
  tea: batch(9, 'finished', 'TB260620A', 'Trà bí xanh thơm hộp 100 g'),
}

const place = {
  placeAddress: { vi: 'xã Thượng Minh, tỉnh Thái Nguyên', en: 'Thượng Minh Commune, Thái Nguyên Province' },
  organizationName: name,
}
const packhouse = { ...place, placeName: 'Nhà sơ chế Pác Nghè', actorName: 'Giám đốc HTX' }
const told = <T extends EventType>(
  number: number,
  type: T,
  day: string,
  items: Step['items'],
  details: EventDetails<T>,
  more = {},
) => step(100 + number, type, day, items, details, { ...packhouse, ...more })

export const teaSteps: readonly Step[] = [
  told(1, 'input_received', '2026-03-22T09:00', [out(teaLots.bio, amount(5, 'lít'))], {
    activeIngredient: 'Theo nhãn: Bacillus (mẫu)',
    preHarvestIntervalDays: 3,
  }),
  told(2, 'sowing', '2026-02-10T07:00', [out(teaLots.upper)], { areaM2: 500 }),
  told(3, 'sowing', '2026-02-10T07:00', [out(teaLots.lower)], { areaM2: 400 }),
  told(4, 'spraying', '2026-05-20T16:30', [into(teaLots.bio, amount(0.8, 'lít')), out(teaLots.lower)], {
    dilution: '40 ml/16 lít',
    targetPest: 'Bọ trĩ',
    preHarvestIntervalDays: 3,
  }),
  told(5, 'harvest', '2026-06-08T06:00', [into(teaLots.upper), out(teaLots.first, amount(1850, 'kg'))], {}),
  told(6, 'harvest', '2026-06-10T06:00', [into(teaLots.lower), out(teaLots.second, amount(1400, 'kg'))], {}),
  told(
    7,
    'merge',
    '2026-06-11T08:00',
    [
      into(teaLots.first, amount(1850, 'kg')),
      into(teaLots.second, amount(1400, 'kg')),
      out(teaLots.together, amount(3120, 'kg')),
    ],
    { loss: { quantity: amount(130, 'kg'), reason: 'Loại quả non, thối, xây xát' } },
  ),
  told(
    8,
    'split',
    '2026-06-11T14:00',
    [
      into(teaLots.together, amount(3120, 'kg')),
      out(teaLots.fresh, amount(1920, 'kg')),
      out(teaLots.forTea, amount(1200, 'kg')),
    ],
    {},
  ),
  told(9, 'dispatch', '2026-06-12T04:30', [into(teaLots.fresh, amount(1920, 'kg'))], {}),
  told(
    10,
    'processing',
    '2026-06-12T07:00',
    [into(teaLots.forTea, amount(1200, 'kg')), { ...out(teaLots.tea, amount(82, 'kg')), units: 820 }],
    {
      process: 'tea_drying',
      loss: { quantity: amount(1118, 'kg'), reason: 'Vỏ, ruột, hạt, nước bay hơi; 1 kg lưu mẫu' },
    },
    { endedAt: at('2026-06-20T15:00'), recordedAt: at('2026-06-20T16:00') },
  ),
  told(11, 'dispatch', '2026-06-28T08:00', [into(teaLots.tea, amount(50, 'kg'))], {}),
  told(
    12,
    'lab_test',
    '2026-07-20T10:00',
    [about(teaLots.bio)],
    {
      laboratoryId: idOf(901),
      result: 'fail',
      items: [{ name: 'Phát hiện hoạt chất không có trên nhãn', result: 'fail' }],
    },
    {
      organizationId: idOf(901),
      organizationName: 'Phòng thử nghiệm Mẫu (VILAS 0000)',
      organizationKind: 'laboratory',
    },
  ),
  told(
    13,
    'recall',
    '2026-07-21T10:00',
    [about(teaLots.tea)],
    { caseId: idOf(600), kind: 'mandatory', reason: 'BIO-K lô BK260218 có hoạt chất không ghi trên nhãn' },
    { organizationName: 'Cơ quan kiểm tra Mẫu' },
  ),
]

/** The page of a box of tea under a mandatory recall: bat-b6 of the sample data, or as told. */
export const teaPage = (changes: Partial<TracePage> = {}): TracePage => ({
  state: 'recalled',
  level: 'package',
  code: 'PN26-000351',
  path: '/01/09520002000026/21/PN26-000351',
  host: 'truyxuat.example.vn',
  demo: true,
  today: '2026-11-23',
  alert: {
    reason: 'Chế phẩm BIO-K lô BK260218 dùng trên ruộng có hoạt chất không ghi trên nhãn.',
    since: at('2026-07-21T10:00'),
    utcOffset: '+07:00',
    kind: 'mandatory',
    decisionNumber: '12/QĐ-MAU',
    publicMessage: 'Không pha uống. Giữ lại hộp, liên hệ hợp tác xã để đổi trả.',
    lots: ['DL260516A', 'BX260610A', 'BX260611M', 'BX260611T', 'BX260611C', 'TB260620A'],
    by: 'Cơ quan kiểm tra Mẫu',
  },
  batch: {
    id: teaLots.tea.batchId,
    lot: teaLots.tea.lot,
    product: {
      name: teaLots.tea.productName,
      nameEn: 'Fragrant wax gourd tea, 100 g',
      unit: 'hộp',
      netContentText: '100 g',
      ingredients: '100% bí xanh thơm',
      processed: true,
      labelLevel: 'package',
      standard: 'TCCS 01:2025/PN (mẫu)',
    },
    organization: {
      kind: 'cooperative',
      name,
      phone: '0000000002',
      addresses: [formerly, address],
      status: 'active',
    },
    // biome-ignore lint/suspicious/noThenProperty: an address then and now, not a promise
    address: { then: address },
    harvestedOn: ['2026-06-08', '2026-06-10'],
    madeOn: '2026-06-20',
    useBy: '2027-06-20',
    unitsPacked: 820,
    steps: teaSteps,
    certificates: [],
    inputs: [
      {
        batchId: teaLots.bio.batchId,
        name: teaLots.bio.productName,
        lot: teaLots.bio.lot,
        inputKind: 'pesticide',
        selfProduced: false,
        activeIngredient: 'Theo nhãn: Bacillus (mẫu)',
        expiresOn: '2027-02-18',
        preHarvestIntervalDays: 3,
      },
    ],
    entries: 21,
  },
  ...changes,
})
