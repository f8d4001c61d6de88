import type { RecordedVersion } from '@nguon/contract'
import { DomainError, type Id, type Instant, type SubjectKind, type Version } from '@nguon/domain'
import { isGln, parseGtin } from '@nguon/gs1'
import { leafHash, toBase64Url } from '@nguon/transparency'
import type { DataSource, EntityManager } from 'typeorm'
import * as z from 'zod'
import { assertActsFor, type Caller } from '../accounts/caller.ts'
import { assertDisclosures } from '../events/disclosures.ts'
import { assertFits, sameRecord, sealVersion } from '../events/entry.ts'
import { findEntry, insertDisclosures, insertEntry } from '../events/event-store.ts'
import { findKept, insertShownFiles } from '../files/file-store.ts'
import { filesOfVersion } from '../files/shown-files.ts'
import { insertLabelRun } from '../labels/label-store.ts'
import { claimGtin, findSubjectHead, insertVersion, lockSubject, readPresent } from './subject-store.ts'

/** A version of master data with its private part, as its recorder sent it. */
export interface VersionRequest {
  readonly version: Version
  readonly disclosures?: readonly string[] | undefined
}

/** Records a version of an organization, member, place, product, certificate …, or throws and records nothing. */
export function recordVersion(
  db: DataSource,
  caller: Caller,
  request: VersionRequest,
): Promise<RecordedVersion> {
  const recordedAt: Instant = new Date().toISOString()
  return db.transaction((tx) => appendVersion(tx, caller, request, { recordedAt }))
}

/**
 * The same inside a transaction of the caller. The same version again changes nothing and answers as before.
 *
 * @throws {DomainError} `ID_REUSED` when the id was used for another body; `NOT_FOUND` for another organization's subject
 */
export async function appendVersion(
  tx: EntityManager,
  caller: Caller,
  { version, disclosures = [] }: VersionRequest,
  reception: { recordedAt: Instant; importedAt?: Instant },
): Promise<RecordedVersion> {
  assertActsFor(caller, version.organizationId)
  assertDisclosures(version._sd, disclosures)
  const { subject, organizationId } = version
  await lockSubject(tx, subject.id)
  const existing = await findEntry(tx, version.id)
  if (existing) return repeated(version, existing.entry)
  const head = await findSubjectHead(tx, subject.id)
  if (head.sequence > 0 && (head.organizationId !== organizationId || head.kind !== subject.kind))
    throw new DomainError('NOT_FOUND', `no ${subject.kind} ${subject.id}`)
  await assertConsistent(tx, version)
  const entry = sealVersion(version, head, reception)
  assertFits(entry)
  const { recordedAt } = reception
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
  await insertDisclosures(tx, version.id, disclosures)
  await insertShownFiles(tx, version.id, filesOfVersion(version))
  await index(tx, version, sequence)
  return { id: version.id, subjectId: id, sequence, recordedAt, leafHash: toBase64Url(entry.leafHash) }
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
  const ids = [organizationId, ...named(version)]
  const found = await readPresent(tx, ids)
  const unknown = ids.find((id) => {
    const at = found.get(id)
    return !at || (at.kind !== 'organization' && at.organizationId !== organizationId)
  })
  if (unknown) throw new DomainError('NOT_FOUND', `no ${unknown}`)
}

function named({ data }: Version): Id[] {
  const lists = [
    'memberId' in data ? [data.memberId] : [],
    'productId' in data ? [data.productId] : [],
    'placeIds' in data ? (data.placeIds ?? []) : [],
    'productIds' in data ? (data.productIds ?? []) : [],
    'issuerId' in data && data.issuerId ? [data.issuerId] : [],
  ]
  return lists.flat()
}

async function index(
  tx: EntityManager,
  { subject, organizationId, data }: Version,
  sequence: number,
): Promise<void> {
  if ('gtin' in data && data.gtin) await claimGtin(tx, data.gtin, subject.id, organizationId)
  if (subject.kind !== 'label_run' || !('prefix' in data)) return
  if (sequence > 1) throw new DomainError('IMMUTABLE', 'a roll of labels is not changed')
  if (data.last < data.first) throw wrong('version.data.last', 'before the first')
  const { productId, prefix, first, last, digits } = data
  await insertLabelRun(tx, { runId: subject.id, organizationId, productId, prefix, first, last, digits })
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

function repeated(version: Version, bytes: Uint8Array): RecordedVersion {
  const {
    recordedAt,
    importedAt: _imported,
    type: _type,
    subject,
    ...rest
  } = Stored.parse(JSON.parse(Buffer.from(bytes).toString()))
  const stored = { ...rest, subject: { kind: subject.kind as SubjectKind, id: subject.id } }
  if (!sameRecord(stored, version)) throw new DomainError('ID_REUSED', 'the id was used for another record')
  const hash = toBase64Url(leafHash(bytes))
  return { id: version.id, subjectId: subject.id, sequence: subject.sequence, recordedAt, leafHash: hash }
}
