import type { Step } from '@nguon/contract'
import { about, amount, at, idOf, into, type Known, out, step } from './steps.ts'

const batch = (id: number, kind: Known['kind'], lot: string, productName: string): Known => ({
  batchId: idOf(id),
  kind,
  lot,
  productName,
})
export const lots = {
  seed: batch(1, 'input', 'KS-GIONG-25', 'Củ giống dong riềng địa phương (tự để giống)'),
  npk: batch(2, 'input', 'NPK-241205', 'Phân NPK 5-10-3 (mẫu)'),
  bag: batch(3, 'input', 'TUI-2510', 'Túi miến 500 g (mẫu)'),
  crop: batch(4, 'crop', 'DR25', 'Củ dong riềng'),
  tubers: batch(5, 'harvest', 'DR251122A', 'Củ dong riềng'),
  starch: batch(6, 'semi_finished', 'TBD251130A', 'Tinh bột dong riềng'),
  noodles: batch(7, 'finished', 'MD260115A', 'Miến dong gói 500 g'),
}

const field = {
  placeId: idOf(801),
  placeName: 'Nương Khau Sáng',
  placeAddress: {
    vi: 'xã Côn Minh, huyện Na Rì, tỉnh Bắc Kạn',
    en: 'Côn Minh Commune, Na Rì District, Bắc Kạn Province',
  },
  actorName: 'Hộ thành viên C2',
}
const works = {
  placeId: idOf(802),
  placeName: 'Xưởng tinh bột và miến',
  placeAddress: { vi: 'xã Côn Minh, tỉnh Thái Nguyên', en: 'Côn Minh Commune, Thái Nguyên Province' },
  actorName: 'Giám đốc HTX',
}
const worksBefore = { ...works, placeAddress: field.placeAddress }
const since = { ...field, placeAddress: works.placeAddress }
const parameters = (pairs: Record<string, string>) => ({
  parameters: Object.entries(pairs).map(([name, value]) => ({ name, value })),
})
const correction = {
  eventId: idOf(45),
  at: at('2026-01-21T08:00'),
  reason: 'incorrect_data' as const,
  text: 'Sửa lượng phân bón 100 kg thành 90 kg theo sổ giấy',
}

/** The history of bat-c3 of the sample data, in the order of its days. */
export const noodleSteps: readonly Step[] = [
  step(
    34,
    'input_received',
    '2025-02-10T09:00',
    [out(lots.seed, amount(400, 'kg'))],
    { selfProduced: true },
    worksBefore,
  ),
  step(35, 'input_received', '2025-02-12T09:00', [out(lots.npk, amount(150, 'kg'))], {}, worksBefore),
  step(
    37,
    'planting',
    '2025-02-20T07:00',
    [into(lots.seed, amount(400, 'kg')), out(lots.crop)],
    { areaM2: 2000 },
    {
      ...field,
      capturedAt: at('2025-02-20T07:20'),
      recordedAt: at('2025-02-22T20:00'),
    },
  ),
  step(
    38,
    'fertilising',
    '2025-04-15T07:00',
    [into(lots.npk, amount(100, 'kg')), out(lots.crop)],
    {},
    {
      ...field,
      correctedBy: correction,
    },
  ),
  step(
    46,
    'fertilising',
    '2025-04-15T07:00',
    [into(lots.npk, amount(90, 'kg')), out(lots.crop)],
    {},
    {
      ...field,
      recordedAt: at('2026-01-21T08:00'),
      marks: ['LATE_ENTRY'],
    },
  ),
  step(
    39,
    'weeding',
    '2025-06-10T07:00',
    [out(lots.crop)],
    {},
    {
      ...field,
      recordedAt: at('2025-07-25T19:00'),
      marks: ['LATE_ENTRY'],
      reasons: { LATE_ENTRY: 'Ghi bổ sung khi tổng hợp sổ giấy' },
    },
  ),
  step(
    40,
    'harvest',
    '2025-11-22T06:30',
    [into(lots.crop), out(lots.tubers, amount(14000, 'kg'))],
    {},
    since,
  ),
  step(
    41,
    'processing',
    '2025-11-24T06:00',
    [into(lots.tubers, amount(14000, 'kg')), out(lots.starch, amount(1820, 'kg'))],
    {
      process: 'starch_extraction',
      byProducts: [{ name: 'Bã dong riềng', quantity: amount(7000, 'kg'), use: 'Thức ăn gia súc' }],
      loss: { quantity: amount(12180, 'kg'), reason: 'Bã, đất cát, nước thải lọc' },
      ...parameters({
        'Số lần lọc rửa': '3',
        'Hóa chất tẩy trắng': 'Không',
        'Nguồn nước': 'Giếng khoan, kiểm nghiệm 2025-09',
      }),
    },
    { ...works, endedAt: at('2025-11-30T16:00'), recordedAt: at('2025-11-30T17:00') },
  ),
  step(36, 'input_received', '2025-12-01T09:00', [out(lots.bag, amount(4000, 'túi'))], {}, works),
  step(
    42,
    'processing',
    '2026-01-08T06:00',
    [
      into(lots.starch, amount(1800, 'kg')),
      into(lots.bag, amount(3110, 'túi')),
      { ...out(lots.noodles, amount(1550, 'kg')), units: 3100 },
    ],
    {
      process: 'noodle_making',
      loss: { quantity: amount(250, 'kg'), reason: 'Hao ẩm, vụn gãy 16 kg, lưu mẫu' },
      ...parameters({
        'Tráng bánh': 'Máy',
        'Phơi/sấy': 'Phơi nắng + sấy 45 °C',
        'Độ ẩm thành phẩm': '≤ 13%',
      }),
    },
    { ...works, endedAt: at('2026-01-15T16:00'), recordedAt: at('2026-01-15T17:00') },
  ),
  step(
    43,
    'label_activation',
    '2026-01-16T09:00',
    [about(lots.noodles)],
    {
      activated: [{ runId: idOf(700), first: 1, last: 3110 }],
      voided: [{ runId: idOf(700), first: 3101, last: 3110 }],
    },
    { ...works, recordedAt: at('2026-01-16T09:00') },
  ),
  step(
    44,
    'dispatch',
    '2026-01-20T05:00',
    [into(lots.noodles, amount(1000, 'kg'))],
    parameters({ 'Số gói': '2000' }),
    works,
  ),
  step(
    45,
    'correction',
    '2026-01-21T08:00',
    [about(lots.crop)],
    {},
    {
      ...works,
      corrects: { eventId: idOf(38), reason: 'incorrect_data', text: correction.text, replacedBy: idOf(46) },
    },
  ),
  step(
    50,
    'lab_test',
    '2026-01-22T10:00',
    [about(lots.noodles)],
    {
      laboratoryId: idOf(901),
      sampledOn: '2026-01-15',
      result: 'pass',
      items: ['Độ ẩm', 'SO2 tồn dư', 'Chì', 'Tổng số vi sinh vật hiếu khí'].map((name) => ({ name })),
    },
    {
      organizationId: idOf(901),
      organizationName: 'Phòng thử nghiệm Mẫu (VILAS 0000)',
      organizationKind: 'laboratory',
    },
  ),
  step(
    51,
    'inspection',
    '2026-03-12T10:00',
    [about(lots.noodles)],
    {
      kind: 'hậu kiểm',
      findings: [
        { severity: 'minor', text: 'Một dòng nhật ký ghi bổ sung sau 45 ngày' },
        { severity: 'minor', text: 'Chứng nhận OCOP đã hết hạn 30/09/2025' },
      ],
      conclusion: 'Đạt, yêu cầu khắc phục',
      due: '2026-04-12',
    },
    {
      organizationId: idOf(902),
      organizationName: 'Cơ quan kiểm tra Mẫu',
      organizationKind: 'inspectorate',
      actorName: 'Cán bộ kiểm tra',
    },
  ),
]
