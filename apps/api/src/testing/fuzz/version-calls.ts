import { newId, type PersonKind, type SubjectKind } from '@nguon/domain'
import { digestsOf, disclose } from '@nguon/transparency'
import type { Json } from '../break-body.ts'
import { inThaiNguyen } from '../given-organization-at.ts'
import type { Maker } from './call.ts'
import { labelRun, nextNumber, type World } from './world.ts'

type Fields = { [name: string]: Json }

/** The record under its name, with a private field beside it. */
export function withPrivate(name: 'event' | 'version', record: object): Json {
  const disclosures = [disclose('phone', '0912 345 678')]
  const whole = { [name]: { ...record, _sd: digestsOf(disclosures) }, disclosures }
  return JSON.parse(JSON.stringify(whole))
}

const version =
  (kind: SubjectKind, dataOf: (world: World) => Fields, by: PersonKind = 'staff'): Maker =>
  async (world) => {
    const organizationId = world.org.id
    const subject = { kind, id: kind === 'organization' ? organizationId : newId() }
    const times = { validFrom: '2026-01-01', capturedAt: '2026-11-20T12:00:00.000Z' }
    const body = { v: 1, id: newId(), organizationId, subject, ...times, data: dataOf(world) }
    return { as: await world.person(by), body: withPrivate('version', body) }
  }

const address = { ...inThaiNguyen, line: 'Xóm 2', district: 'Ba Bể', districtCode: '061' } as Fields

const organization = () => ({
  ...{ kind: 'cooperative', name: 'HTX Nà Pha', shortName: 'Nà Pha', taxCode: '4700123456' },
  ...{ gln: '8935085000008', phone: '0209 387 6543', foundedOn: '2015-05-01', status: 'active' },
  addresses: [{ ...address }],
})
const place = () => ({
  ...{ kind: 'plot', name: 'Ruộng', code: 'R1', crop: 'bí', water: 'suối', growingAreaCode: 'VN-1' },
  ...{ areaM2: 500, gln: '8935085000008', addresses: [{ ...address, validTo: '2030-01-01' }] },
})
const product = () => ({
  ...{ name: 'Bí xanh', nameEn: 'Squash', unit: 'kg', labelLevel: 'batch', shelfLifeDays: 30, images: [] },
  ...{ netContent: { value: '0.5', unit: 'kg' }, ingredients: 'bí', storage: 'nơi mát', category: 'rau' },
})
const certificate = ({ org }: World) => ({
  ...{ type: 'VietGAP', number: '1', issuedOn: '2026-01-01', expiresOn: '2028-01-01' },
  ...{ issuerName: 'Sở', placeIds: [org.plot], productIds: [org.product] },
})

/** A version of each kind of master data. */
export const versionCalls: Record<string, Maker[]> = {
  recordOrganization: [
    version('organization', organization, 'admin'),
    version('organization', organization, 'operator'),
  ],
  recordMember: [version('member', () => ({ role: 'farmer', publicName: 'Hộ 1' }))],
  recordConsent: [
    version('consent', ({ member }) => ({ memberId: member, purpose: 'public_name', granted: true })),
  ],
  recordPlace: [version('place', place)],
  recordProduct: [version('product', product)],
  recordCertificate: [version('certificate', certificate)],
  recordLabelRun: [
    version('label_run', ({ org }) => ({ ...labelRun(org.product, `P${nextNumber()}`), medium: 'tem' })),
  ],
}
