import { randomBytes } from 'node:crypto'
import { type Address, type Id, newId, type Organization } from '@nguon/domain'
import { born, given, kg, touched } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { withTenant } from '../../db/with-tenant.ts'
import { recordEvent } from '../../events/record-event.ts'
import type { FileVault } from '../../files/file-vault.ts'
import { storeFile } from '../../files/store-file.ts'
import { pictureOf } from '../../files/testing/pictures.ts'
import { recordVersion } from '../../subjects/record-version.ts'
import { operator } from '../given.ts'
import { type GivenPerson, givenPerson } from '../given-people.ts'
import { type Canary, newCanaries } from './canaries.ts'
import { privateParts } from './fresh.ts'
import { happened, versionOf } from './records.ts'

/** An organization with something of every private kind, each with a canary in it. */
export interface Tenant {
  readonly letter: 'A' | 'B'
  readonly id: Id
  /** Its present version. */
  readonly data: Organization
  readonly product: Id
  readonly plot: Id
  readonly member: Id
  /** The entry of the member's version, and of an event: both have private parts. */
  readonly versionEntry: Id
  readonly eventEntry: Id
  readonly lot: Id
  /** Of a package of the lot. */
  readonly serial: string
  readonly admin: GivenPerson
  /** A phone of the admin, to whose key fresh entries of the quarantine belong. */
  readonly deviceId: Id
  readonly files: { readonly shown: string; readonly kept: string }
  readonly canaries: ReturnType<typeof newCanaries>
  /** Every text that only some may read. */
  readonly hidden: readonly Canary[]
}

export async function givenTenant(
  db: DataSource,
  vault: FileVault,
  letter: 'A' | 'B',
  address: Address,
): Promise<Tenant> {
  const canaries = newCanaries(letter)
  const id = newId()
  const data: Organization = {
    ...{ kind: 'cooperative', name: `Hợp tác xã ${letter}`, addresses: [address], status: 'active' },
  }
  const record = recorder(db, id)
  await record('organization', data, { subjectId: id })
  const files = await givenFiles(db, vault, id, letter)
  const shown = { name: 'Trà bí', unit: 'kg', labelLevel: 'package', images: [files.shown] }
  const { subjectId: product } = await record('product', shown)
  const { raw, ...subjects } = await givenSubjects(record, canaries)
  const stock = await givenStock(db, { id, product, lot: canaries.batch, buyer: canaries.disclosure })
  const serial = await givenLabels(db, record, { id, lot: stock.lot, product, letter })
  const admin = await givenPerson(db, 'admin', id, { name: canaries.people })
  const { lot, eventEntry } = stock
  const base = { letter, id, data, product, lot, eventEntry, serial, admin, files, canaries }
  const phone: Canary = { tenant: letter, kind: 'people', text: admin.phone }
  const disclosed = [...raw, stock.raw].map((text): Canary => ({ tenant: letter, kind: 'disclosure', text }))
  const hidden = [...canaries.all, phone, ...disclosed]
  const tenant: Tenant = { ...base, ...subjects, deviceId: newId(), hidden }
  await givenPrivateRows(db, tenant)
  return tenant
}

/** A plot and a member with private parts; `raw`: the disclosures as they are stored. */
async function givenSubjects(record: Recorder, { disclosure, digits }: Tenant['canaries']) {
  const ofPlot = [
    disclose('position', { lat: '22.1478301', lon: '105.8348701' }),
    disclose('household', disclosure),
  ]
  const ofMember = [disclose('name', disclosure), disclose('phone', digits)]
  const plot = await record('place', plotOf, { disclosures: ofPlot })
  const member = await record('member', memberOf, { disclosures: ofMember })
  return {
    ...{ plot: plot.subjectId, member: member.subjectId, versionEntry: member.entryId },
    raw: [...ofPlot, ...ofMember],
  }
}

/** A packed lot that somebody sold, which is private. */
async function givenStock(
  db: DataSource,
  named: { id: Id; product: Id; lot: string; buyer: string },
): Promise<{ lot: Id; eventEntry: Id; raw: string }> {
  const lot = newId()
  const raw = disclose('buyer', named.buyer)
  const item = given(lot, kg('10'), { units: 20, ...born('finished', named.product, named.lot) })
  const opening = { ...happened('opening_stock', named.id, [item]), _sd: digestsOf([raw]) }
  await recordEvent(db, operator, { event: opening, disclosures: [raw] })
  return { lot, eventEntry: opening.id, raw }
}

const plotOf = { kind: 'plot', name: 'Ruộng Nà Pha', addresses: [] }
const memberOf = { role: 'farmer', publicName: 'Hộ 1' }

type Recorder = ReturnType<typeof recorder>

/** Records versions of an organization's subjects; answers the ids of subject and entry. */
function recorder(db: DataSource, organizationId: Id) {
  return async (
    kind: Parameters<typeof versionOf>[0],
    data: object,
    more: { subjectId?: Id; disclosures?: string[] } = {},
  ) => {
    const request = versionOf(kind, organizationId, data, more)
    await recordVersion(db, operator, request)
    return { subjectId: request.version.subject.id, entryId: request.version.id }
  }
}

async function givenFiles(db: DataSource, vault: FileVault, organizationId: Id, letter: 'A' | 'B') {
  const width = letter === 'A' ? 20 : 40
  const keep = async (wider: number) => {
    const file = { declaredMime: 'image/png', bytes: await pictureOf('image/png', {}, width + wider) }
    return (await storeFile(db, vault, { kind: 'staff', organizationId }, file)).sha256
  }
  return { shown: await keep(0), kept: await keep(1) }
}

async function givenLabels(
  db: DataSource,
  record: Recorder,
  { id, lot, product, letter }: { id: Id; lot: Id; product: Id; letter: string },
): Promise<string> {
  const prefix = `NGVN${letter}8`
  const run = { productId: product, prefix, first: 1, last: 100, digits: 6 }
  const { subjectId: runId } = await record('label_run', run)
  const details = { activated: [{ runId, first: 1, last: 10 }], voided: [] }
  await recordEvent(db, operator, { event: happened('label_activation', id, [touched(lot)], { details }) })
  return `${prefix}000001`
}

/** What no command makes with a text of our choice, straight into the tables. */
async function givenPrivateRows(
  db: DataSource,
  { id, admin, canaries, deviceId, lot }: Tenant,
): Promise<void> {
  const { accountId } = admin
  const now = new Date()
  await withTenant(db, { organizationId: id }, async (tx) => {
    await tx.query(
      `INSERT INTO device (id, organization_id, account_id, public_key, label, added_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [deviceId, id, accountId, randomBytes(91), canaries.device, now],
    )
    const parts = privateParts(tx, { id, admin, canaries, deviceId })
    await parts.invite()
    await parts.audited()
    await parts.quarantined(lot)
    await parts.recall([lot])
    await parts.exported(accountId)
  })
}
