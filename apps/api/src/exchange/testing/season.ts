import {
  type BatchItem,
  type EventOf,
  type EventType,
  type Id,
  newId,
  type TraceEvent,
  type Version,
} from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { withTenant } from '../../db/with-tenant.ts'
import { recordEvent } from '../../events/record-event.ts'
import { insertFile } from '../../files/file-store.ts'
import { recordVersion } from '../../subjects/record-version.ts'

const operator = { kind: 'operator' } as const

/** An event with private fields, as its recorder sends it. */
export function privately<E extends TraceEvent>(each: E) {
  const disclosures = [
    disclose('note', `chứng từ ghi nhầm ${each.type}`),
    disclose('witness', 'Nguyễn Văn Kín'),
  ]
  return { event: { ...each, _sd: digestsOf(disclosures) }, disclosures }
}

/** The correction of an event: it did not occur, or something else did. */
export const correctionOf = (corrected: TraceEvent, replacement?: TraceEvent): EventOf<'correction'> =>
  event(
    'correction',
    corrected.organizationId,
    [...new Set(corrected.batches.map(({ batchId }) => batchId))].map(touched),
    {
      occurredAt: '2026-11-20T03:00:00.000Z',
      corrects: replacement
        ? { eventId: corrected.id, reason: 'incorrect_data', text: 'ghi nhầm', replacedBy: replacement.id }
        : { eventId: corrected.id, reason: 'did_not_occur', text: 'chứng từ ghi nhầm' },
    },
  )

/** Ids of what {@link givenCooperative} records. */
interface Cooperative {
  readonly organizationId: Id
  readonly member: Id
  readonly plot: Id
  readonly store: Id
  readonly gourd: Id
  readonly manure: Id
  readonly roll: Id
}

/** A photo that the cooperative brought. */
const photo = { sha256: 'ab'.repeat(32), bytes: 5, mime: 'image/jpeg' } as const

/** The gourd before it has a GTIN. */
const gourdData = { name: 'Bí', unit: 'kg', netContentText: '100 g', labelLevel: 'package' }

/** A cooperative with one of everything, some of it in two versions. */
export async function givenCooperative(db: DataSource): Promise<Cooperative> {
  const made = {
    member: newId(),
    plot: newId(),
    store: newId(),
    gourd: newId(),
    manure: newId(),
    roll: newId(),
  }
  const coop: Cooperative = { organizationId: newId(), ...made }
  const { organizationId, member, plot, store, gourd, manure, roll } = coop
  const [consent, certificate] = [newId(), newId()]
  const person = { role: 'farmer', publicName: 'Hộ K1' }
  const consented = { memberId: member, purpose: 'public_photo' }
  const field = { kind: 'plot', code: 'K-1', areaM2: 500, addresses: [] }
  const position = { lat: '22.3740', lon: '105.7688' }
  const scope = { organization: true, placeIds: [plot], productIds: [gourd] }
  const issued = { type: 'organic', number: 'HC-1', issuerName: 'Mẫu', issuedOn: '2026-01-01', ...scope }
  const manureData = {
    name: 'Phân',
    inputKind: 'fertiliser',
    unit: 'kg',
    labelLevel: 'none',
    images: [photo.sha256],
  }
  const run = { productId: gourd, prefix: 'K26GAPN9', first: 7, last: 120, digits: 4, medium: 'cuộn' }
  const rows: [kind: string, id: Id, data: object, secrets?: object, validFrom?: string][] = [
    ['organization', organizationId, { kind: 'cooperative', name: 'HTX K', addresses: [], status: 'active' }],
    ['member', member, person, { name: 'Lò Thị Kín', phone: '0912 345 678' }],
    ['consent', consent, { ...consented, granted: true }],
    ['consent', consent, { ...consented, granted: false }, {}, '2026-11-19'],
    ['place', plot, field, { position, household: member, note: 'sau nhà' }],
    ['place', plot, { ...field, areaM2: 450 }, { household: 'nhà ông Kín' }, '2026-11-01'],
    ['place', store, { kind: 'store', name: 'Kho', addresses: [] }],
    ['product', gourd, gourdData],
    ['product', manure, manureData],
    ['certificate', certificate, issued],
    ['certificate', certificate, { ...issued, revokedOn: '2026-11-03' }],
    ['label_run', roll, run],
  ]
  const uploadedAt = new Date('2026-11-18T00:00:00.000Z')
  await withTenant(db, { organizationId }, (tx) => insertFile(tx, { ...photo, organizationId, uploadedAt }))
  for (const [kind, id, data, secrets, validFrom] of rows)
    await recordData(db, organizationId, { kind, id }, data, { secrets, validFrom })
  const scan = [`T/0123456789AB`, '2026-11-19T00:00:00.001Z', '19', null]
  await db.query('INSERT INTO scan (code, at, province_code, agent) VALUES ($1, $2, $3, $4)', scan)
  return coop
}

interface More {
  readonly secrets?: object | undefined
  readonly validFrom?: string | undefined
}

async function recordData(
  db: DataSource,
  organizationId: Id,
  subject: { kind: string; id: Id },
  data: object,
  { secrets = {}, validFrom }: More = {},
): Promise<void> {
  const disclosures = Object.entries(secrets).map(([name, value]) => disclose(name, value))
  const version = {
    v: 1,
    id: newId(),
    organizationId,
    subject,
    ...(validFrom ? { validFrom } : {}),
    capturedAt: '2026-11-18T01:02:03.004Z',
    data,
    ...(disclosures.length > 0 ? { _sd: digestsOf(disclosures) } : {}),
  } as Version
  await recordVersion(db, operator, { version, disclosures })
}

/** A season with everything that a file could lose. */
export async function givenSeason(db: DataSource, coop: Cooperative): Promise<void> {
  const { organizationId, gourd, manure, plot, member, store, roll } = coop
  const [lot, crop, harvested, packed] = Array.from({ length: 4 }, () => newId()) as [Id, Id, Id, Id]
  let minute = 0
  const make = <T extends EventType>(type: T, batches: BatchItem[], more = {}): EventOf<T> => {
    minute += 1
    const occurredAt = `2026-11-19T01:${String(minute).padStart(2, '0')}:00.500Z`
    return Object.assign(event(type, organizationId, batches), {
      occurredAt,
      capturedAt: occurredAt,
      actorId: member,
      ...more,
    })
  }
  const record = (each: TraceEvent, more = {}) => recordEvent(db, operator, { ...privately(each), ...more })
  const kitchen = [
    { name: 'Nồng độ', value: '007' },
    { name: 'Nồng độ', value: '2' },
  ]
  await record(
    make('input_received', [
      given(lot, kg('123456789012.123456'), born('input', manure, 'L1', { useBy: '2027-01-01' })),
    ]),
  )
  await record(
    make('sowing', [given(crop, undefined, born('crop', gourd, 'C1', { plots: [plot] }))], {
      utcOffset: '+09:00',
    }),
  )
  await record(
    make('spraying', [given(crop), taken(lot, kg('0.5'))], {
      details: { dilution: '1', parameters: kitchen },
    }),
  )
  const picked = make('harvest', [
    taken(crop),
    given(harvested, kg('100'), born('harvest', gourd, 'H1', { useBy: '2026-12-01' })),
  ])
  await record(picked)
  // the corrective event carries another birth
  const truly: TraceEvent = {
    ...picked,
    id: newId(),
    batches: [
      taken(crop),
      given(harvested, kg('90'), born('harvest', gourd, 'H1', { useBy: '2026-12-24', plots: [plot] })),
    ],
  }
  const correction = correctionOf(picked, truly)
  await record(correction, { replacement: privately(truly) })
  const packing = [
    taken(harvested, kg('60')),
    given(packed, kg('50'), { ...born('finished', gourd, 'P1'), units: 100 }),
  ]
  await record(
    make('packing', packing, { endedAt: '2026-11-19T01:05:59.000Z', details: { loss: { reason: 'vỏ' } } }),
  )
  const range = (first: number, last: number) => ({ runId: roll, first, last })
  const labels = { activated: [range(7, 100)], voided: [{ ...range(9, 9), reason: 'rách' }] }
  await record(make('label_activation', [touched(packed)], { details: labels }))
  const sent = make('dispatch', [taken(packed, kg('20'))], { details: { toPlaceId: store } })
  await record(sent)
  const counted = { dispatchId: sent.id, accepted: false, reason: 'thiếu' }
  await record(make('receipt', [{ ...touched(packed), quantity: kg('19') }], { details: counted }))
  await record(make('hold', [touched(packed)], { details: { caseId: newId(), reason: 'nghi ngờ' } }))
  await record(make('release', [touched(packed)]))
  const moved = [{ batchId: packed, role: 'in', quantity: kg('1') } as const, given(packed, kg('1'))]
  await record(make('transfer', moved, { details: { toPlaceId: store } }))
  await record(make('waste_collection', [touched(crop)], { evidence: [photo] }))
  const wrong = make('destroy', [taken(packed, kg('30'))])
  await record(wrong)
  await record(correctionOf(wrong))
  // recorded after the correction, it happened before it
  await record(make('destroy', [taken(packed, kg('30'))], { occurredAt: '2026-11-19T04:00:00.000Z' }))
  // the lots above keep the codes they got before
  const gtin = {
    ...gourdData,
    gtin: '09520002000019',
    netContent: { value: '0.5', unit: 'kg' },
    ocopStars: 3,
  }
  await recordData(db, organizationId, { kind: 'product', id: gourd }, gtin, { validFrom: '2026-11-02' })
}
