import type { RecordedVersion } from '@nguon/contract'
import {
  DomainError,
  type Id,
  type Instant,
  type Product,
  type SubjectKind,
  type Version,
} from '@nguon/domain'
import { isGln, parseGtin, parseOwnCode } from '@nguon/gs1'
import { leafHash, toBase64Url } from '@nguon/transparency'
import type { DataSource, EntityManager } from 'typeorm'
import * as z from 'zod'
import { assertActsFor, type Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { assertDisclosures, openAll } from '../events/disclosures.ts'
import { assertFits, type Head, sameRecord, sealVersion } from '../events/entry.ts'
import { findEntry, insertDisclosures, insertEntry } from '../events/event-store.ts'
import { onceMore } from '../events/once-more.ts'
import { findKept, insertShownFiles } from '../files/file-store.ts'
import { filesOfVersion } from '../files/shown-files.ts'
import { insertLabelRun } from '../labels/label-store.ts'
import { tellsName } from './pseudonym.ts'
import { claimGtin, findSubjectHead, insertVersion, lockSubject, readPresent } from './subject-store.ts'

/** A version of master data with its private part, as its recorder sent it. */
export interface VersionRequest {
  readonly version: Version
  readonly disclosures?: readonly string[] | undefined
}

/** Records a version of an organization, member, place, product, certificate …, or throws and records nothing. */
export async function recordVersion(
  db: DataSource,
  caller: Caller,
  request: VersionRequest,
): Promise<RecordedVersion> {
  const { organizationId } = request.version
  assertActsFor(caller, organizationId)
  const scope = scopeOfCaller(caller, organizationId)
  return onceMore(() => withTenant(db, scope, (tx) => appendVersion(tx, caller, request, {})))
}

/**
 * The same inside a transaction that acts for the version's organization. The same version again changes nothing and answers as before.
 *
 * @throws {DomainError} `ID_REUSED` when the id was used for another body; `NOT_FOUND` for another organization's subject
 */
export async function appendVersion(
  tx: EntityManager,
  caller: Caller,
  { version, disclosures = [] }: VersionRequest,
  reception: { recordedAt?: Instant; importedAt?: Instant },
): Promise<RecordedVersion> {
  assertActsFor(caller, version.organizationId)
  assertDisclosures(version._sd, disclosures)
  assertPseudonym(version, disclosures)
  const { subject, organizationId } = version
  await lockSubject(tx, subject.id)
  const existing = await findEntry(tx, version.id)
  if (existing) return repeated(version, existing.entry)
  const head = await findSubjectHead(tx, subject.id)
  if (head.sequence > 0 && (head.organizationId !== organizationId || head.kind !== subject.kind))
    throw new DomainError('NOT_FOUND', `no ${subject.kind} ${subject.id}`)
  await assertConsistent(tx, version)
  const recordedAt = reception.recordedAt ?? new Date().toISOString() // read under the lock
  return writeVersion(tx, { version, disclosures, head, times: { ...reception, recordedAt } })
}

/** A version that may be recorded, and where the history of its subject stands. */
interface Judged {
  readonly version: Version
  readonly disclosures: readonly string[]
  readonly head: Head
  readonly times: { readonly recordedAt: Instant; readonly importedAt?: Instant }
}

/** The last step of {@link appendVersion}, as writeEvent is that of an event: the subject is locked, and what it names was checked. */
export async function writeVersion(
  tx: EntityManager,
  { version, disclosures, head, times }: Judged,
): Promise<RecordedVersion> {
  const { subject, organizationId } = version
  const { recordedAt } = times
  const entry = sealVersion(version, head, times)
  assertFits(entry)
  const sequence = head.sequence + 1
  await insertEntry(
    tx,
    { id: version.id, organizationId, type: `${subject.kind}_version`, recordedAt },
    entry,
  )
  const { id, kind } = subject
  const { validFrom, data } = version
  const row = { id, sequence, kind, organizationId, eventId: version.id, validFrom, recordedAt, data }
  await insertVersion(tx, { ...row, leafHash: entry.leafHash })
  await insertDisclosures(tx, version, disclosures)
  await insertShownFiles(tx, { id: version.id, organizationId }, filesOfVersion(version))
  await index(tx, version, sequence)
  return { id: version.id, subjectId: id, sequence, recordedAt, leafHash: toBase64Url(entry.leafHash) }
}

/** Throws when the public name of a member is the name that stands private beside it: an entry is never erased. */
function assertPseudonym({ data }: Version, disclosures: readonly string[]): void {
  const { name } = openAll(disclosures)
  if ('publicName' in data && name !== undefined && tellsName(data.publicName, name))
    throw wrong('version.data.publicName', 'is the name of the person: use a pseudonym')
}

/** Throws when the data names what does not exist or breaks the rules of its numbers. */
async function assertConsistent(tx: EntityManager, version: Version): Promise<void> {
  const { data } = version
  if ('gln' in data && data.gln !== undefined && !isGln(data.gln))
    throw wrong('version.data.gln', 'wrong check digit')
  if ('gtin' in data && data.gtin !== undefined && parseGtin(data.gtin) !== data.gtin)
    throw wrong('version.data.gtin', 'a wrong check digit, or a number for use inside one company only')
  const { subject, organizationId } = version
  const hashes = filesOfVersion(version)
  const kept = await findKept(tx, organizationId, hashes)
  const missing = hashes.find((hash) => !kept.has(hash))
  if (missing) throw new DomainError('NOT_FOUND', `no file ${missing}`)
  if (subject.kind === 'organization') {
    if (subject.id !== organizationId) throw wrong('version.subject.id', 'an organization records itself')
    return
  }
  const names = named(version)
  const found = await readPresent(
    tx,
    names.map(({ id }) => id),
  )
  const unknown = names.find(({ id, kind }) => {
    const at = found.get(id)
    return at?.kind !== kind || (kind !== 'organization' && at.organizationId !== organizationId)
  })
  if (!unknown) return
  const { id, kind, path } = unknown
  const message = `no such ${kind}`
  throw new DomainError('NOT_FOUND', `${path}: ${message} ${id}`, [{ code: 'NOT_FOUND', message, path }])
}

interface Named {
  readonly id: Id
  readonly kind: SubjectKind
  readonly path: string
}

/** What a version names: all of its own organization, but for the organizations. */
function named({ organizationId, data }: Version): Named[] {
  const one = (id: Id | undefined, kind: SubjectKind, field: string): Named[] =>
    id === undefined ? [] : [{ id, kind, path: `version.data.${field}` }]
  const all = (ids: readonly Id[] = [], kind: SubjectKind, field: string): Named[] =>
    ids.flatMap((id, index) => one(id, kind, `${field}.${index}`))
  return [
    { id: organizationId, kind: 'organization', path: 'version.organizationId' },
    ...('memberId' in data ? one(data.memberId, 'member', 'memberId') : []),
    ...('productId' in data ? one(data.productId, 'product', 'productId') : []),
    ...('placeIds' in data ? all(data.placeIds, 'place', 'placeIds') : []),
    ...('productIds' in data ? all(data.productIds, 'product', 'productIds') : []),
    ...('issuerId' in data ? one(data.issuerId, 'organization', 'issuerId') : []),
  ]
}

async function index(
  tx: EntityManager,
  { subject, organizationId, data }: Version,
  sequence: number,
): Promise<void> {
  if ('gtin' in data && data.gtin) await claimGtin(tx, data.gtin, subject.id, organizationId)
  if (subject.kind !== 'label_run' || !('prefix' in data)) return
  if (sequence > 1) throw new DomainError('IMMUTABLE', 'a roll of labels is not changed')
  const { productId, prefix, first, last, digits, number } = data
  const product = (await readPresent(tx, [productId])).get(productId)?.data as Product | undefined
  const own = product?.gtin === undefined
  if (
    own &&
    number === undefined &&
    parseOwnCode(`${prefix}${'0'.repeat(digits)}`) !== `${prefix}${'0'.repeat(digits)}`
  )
    throw wrong(
      'version.data.prefix',
      'without a GTIN a code is 12 to 16 of 0-9 and A-Z but I, L, O, U: prefix and number',
    )
  const row = { organizationId, productId, prefix, first, last, digits, own, number }
  await insertLabelRun(tx, { runId: subject.id, ...row })
}

const wrong = (path: string, message: string) =>
  new DomainError('INVALID_REQUEST', `${path}: ${message}`, [{ code: 'INVALID_REQUEST', message, path }])

const Stored = z.looseObject({
  recordedAt: z.string(),
  importedAt: z.string().optional(),
  type: z.string(),
  subject: z.strictObject({
    kind: z.string(),
    id: z.string(),
    sequence: z.int(),
    prev: z.string().nullable(),
  }),
})

/** The answer to a version that is recorded already; `bytes` is what has its id, which may be an event. */
function repeated(version: Version, bytes: Uint8Array): RecordedVersion {
  const reused = () => new DomainError('ID_REUSED', 'the id was used for another record')
  const existing = Stored.safeParse(JSON.parse(Buffer.from(bytes).toString()))
  if (!existing.success) throw reused()
  const { recordedAt, importedAt: _imported, type: _type, subject, ...rest } = existing.data
  const stored = { ...rest, subject: { kind: subject.kind as SubjectKind, id: subject.id } }
  if (!sameRecord(stored, version)) throw reused()
  const hash = toBase64Url(leafHash(bytes))
  return { id: version.id, subjectId: subject.id, sequence: subject.sequence, recordedAt, leafHash: hash }
}
