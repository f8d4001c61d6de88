import { type Id, newId, type SubjectKind } from '@nguon/domain'
import { born, given, kg, taken, touched } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import { findEntry } from '../../../events/event-store.ts'
import { recordEvent } from '../../../events/record-event.ts'
import { pictureOf } from '../../../files/testing/pictures.ts'
import { operator } from '../../given.ts'
import type { Asker } from '../asker.ts'
import { givenLotOf } from '../fresh.ts'
import type { Target } from '../matrix.ts'
import { happened, versionOf } from '../records.ts'
import type { Tenant } from '../tenant.ts'
import { tenantOf, type World } from '../world.ts'
import { bare, type Prepare, type Requests } from './request.ts'

/** Ids that nobody has, in place of an organization's. */
const nobody = () => ({ id: newId(), product: newId(), plot: newId(), member: newId() })
type Named = ReturnType<typeof nobody>

/** A version that the target's organization is said to record, of a new subject. */
const inNameOf =
  (kind: SubjectKind, dataOf: (named: Named) => object): Prepare =>
  (world, _asker, target) => {
    const named = tenantOf(world, target) ?? nobody()
    return { body: versionOf(kind, named.id, dataOf(named)) }
  }

/** A version of the caller's own organization that names something of the target's. */
const naming =
  (kind: SubjectKind, dataOf: (named: Named) => object): Prepare =>
  (world, { organizationId }, target) => ({
    body: versionOf(kind, organizationId, dataOf(tenantOf(world, target) ?? nobody())),
  })

const recordOrganization: Prepare = (world, _asker, target) => {
  const tenant = tenantOf(world, target)
  const id = tenant?.id ?? newId()
  const data = tenant?.data ?? {
    kind: 'cooperative',
    name: 'Hợp tác xã mới',
    addresses: [],
    status: 'active',
  }
  return { body: versionOf('organization', id, data, { subjectId: id }) }
}

const member = () => ({ role: 'farmer', publicName: 'Hộ 3' })
const consent = ({ member: memberId }: Named) => ({ memberId, purpose: 'public_photo', granted: false })
const certificate = ({ product }: Named) => ({
  ...{ type: 'other', number: '7', issuedOn: '2026-01-01', productIds: [product] },
})
let rolls = 0
const labelRun = ({ product: productId }: Named) => {
  const prefix = `R${String(++rolls).padStart(6, '0')}`
  return { productId, prefix, first: 1, last: 9, digits: 6 }
}

/** An event of the organization about its own lot; of the caller's organization about the target's lot. */
const hold: (whose: (asker: Asker, tenant: Tenant | undefined) => Id) => Prepare =
  (whose) => async (world, asker, target) => {
    const tenant = tenantOf(world, target)
    const lot = tenant ? await givenLotOf(world.db, tenant) : newId()
    return { body: { event: happened('hold', whose(asker, tenant), [touched(lot)]) } }
  }

/** The caller's own event that names something of the target's; an inspector's is about A's lot. */
const eventNaming =
  (make: (named: Named, own: Tenant, organizationId: Id, world: World) => Promise<object>): Prepare =>
  async (world, { organizationId }, target) => {
    const own = organizationId === world.B.id ? world.B : world.A
    return { body: { event: await make(tenantOf(world, target) ?? nobody(), own, organizationId, world) } }
  }

const ofProduct = eventNaming(async ({ product }, _own, organizationId) => {
  const id = newId()
  const birth = born('harvest', product, `L${id.slice(-12).toUpperCase()}`)
  return happened('purchase', organizationId, [given(id, kg('1'), birth)])
})
const byMember = eventNaming(async ({ member: actorId }, own, organizationId, { db }) =>
  happened('hold', organizationId, [touched(await givenLotOf(db, own))], { actorId }),
)
const correcting: Prepare = async ({ db, A, B }, { organizationId }, target) => {
  const tenant = target === 'B' ? B : A
  const about = [touched(await givenLotOf(db, tenant))]
  const event = happened('hold', tenant.id, about)
  await recordEvent(db, operator, { event })
  const eventId = target === 'unknown' ? newId() : event.id
  const corrects = { eventId, reason: 'did_not_occur' as const, text: 'nhầm lô' }
  return { body: { event: happened('correction', organizationId, about, { corrects }) } }
}

const lot = (query?: string): Prepare => {
  return (world: World, _asker, target: Target) => ({
    params: { id: tenantOf(world, target)?.lot ?? newId() },
    ...(query ? { query } : {}),
  })
}
/** What the target sent to a place of its own, with a private buyer. */
async function dispatchOf(world: World, target: Target): Promise<Id> {
  const tenant = tenantOf(world, target)
  if (!tenant) return newId()
  const lotId = await givenLotOf(world.db, tenant)
  const buyer = disclose('buyer', tenant.canaries.disclosure)
  const more = { details: { toPlaceId: tenant.plot }, _sd: digestsOf([buyer]) }
  const event = happened('dispatch', tenant.id, [taken(lotId, kg('0.5'))], more)
  await recordEvent(world.db, operator, { event, disclosures: [buyer] })
  return event.id
}
/** A package of the target's lot; of `unknown` a package of A's that nobody has printed. */
const parcel: Prepare = (world, _asker, target) => {
  const { lot: id, serial } = tenantOf(world, target) ?? { ...world.A, serial: 'NGVNX8000001' }
  return { params: { id, serial } }
}
const file =
  (which: 'shown' | 'kept'): Prepare =>
  (world, _asker, target) => ({
    params: { sha256: tenantOf(world, target)?.files[which] ?? newId().replaceAll('-', '').repeat(2) },
    query: 'width=16',
  })

let pictures = 60

/** Master data, events, batches, codes and files. */
export const recordRequests: Requests = {
  recordOrganization,
  recordMember: inNameOf('member', member),
  recordConsent: inNameOf('consent', consent),
  'recordConsent: naming a member': naming('consent', consent),
  recordPlace: inNameOf('place', () => ({ kind: 'plot', addresses: [] })),
  'recordPlace: of a place': (world, { organizationId }, target) => {
    const subjectId = tenantOf(world, target)?.plot ?? newId()
    return { body: versionOf('place', organizationId, { kind: 'plot', addresses: [] }, { subjectId }) }
  },
  recordProduct: inNameOf('product', () => ({ name: 'Bí xanh', unit: 'kg', labelLevel: 'none' })),
  recordCertificate: inNameOf('certificate', certificate),
  'recordCertificate: naming a product': naming('certificate', certificate),
  recordLabelRun: inNameOf('label_run', labelRun),
  'recordLabelRun: naming a product': naming('label_run', labelRun),
  getOrganization: bare,
  listMembers: bare,
  listPlaces: bare,
  listProducts: bare,
  listCertificates: bare,
  listLabelRuns: bare,
  recordEvent: hold((_asker, tenant) => tenant?.id ?? newId()),
  'recordEvent: about a batch': hold(({ organizationId }) => organizationId),
  'recordEvent: of a product': ofProduct,
  'recordEvent: done by a member': byMember,
  'recordEvent: that corrects another': correcting,
  listSteps: bare,
  listBatches: bare,
  'listBatches: of an organization': (world, _asker, target) => ({
    query: `organizationId=${tenantOf(world, target)?.id ?? newId()}`,
  }),
  getBatch: lot(),
  getChain: lot(),
  getBalance: lot(),
  'getBalance: of the chain': lot('scope=chain'),
  getShare: lot('property=bought_outside'),
  getCover: lot(),
  getNeighbours: lot(),
  'listHandovers: that were sent': () => ({ query: 'direction=sent' }),
  'listHandovers: that came': () => ({ query: 'direction=received' }),
  getHandover: async (world, _asker, target) => ({ params: { id: await dispatchOf(world, target) } }),
  listReceivedGoods: bare,
  listReceivers: bare,
  'listReceivers: by name': () => ({ query: 'q=tac' }),
  getEvent: (world, _asker, target) => ({ params: { id: tenantOf(world, target)?.versionEntry ?? newId() } }),
  getTrace: lot('direction=back'),
  proveInclusion: async (world, _asker, target) => {
    const found = await findEntry(world.db.manager, tenantOf(world, target)?.versionEntry ?? newId())
    return { query: `leaf=${found?.leafHash.toString('hex') ?? '0'.repeat(64)}&size=${world.logSize}` }
  },
  proveConsistency: (world) => ({ query: `from=${world.logSize}&to=${world.logSize}` }),
  getLoggedTrace: async (world, _asker, target) => {
    const codes = await world.db.query('SELECT code FROM code WHERE batch_id = $1', [
      tenantOf(world, target)?.lot,
    ])
    return { params: { code: codes[0]?.code ?? 'T/7K3M9QXA0110' } }
  },
  getReceipt: (world, _asker, target) => ({
    params: { id: tenantOf(world, target)?.versionEntry ?? newId() },
  }),
  batchQrSvg: lot(),
  batchQrPng: lot('size=100'),
  packageQrSvg: parcel,
  packageQrPng: async (...call) => ({ ...(await parcel(...call)), query: 'size=100' }),
  upload: async () => ({ body: await pictureOf('image/png', {}, ++pictures), mime: 'image/png' }),
  getFile: file('kept'),
  'getFile: that is shown': file('shown'),
}
