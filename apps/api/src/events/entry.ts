import {
  DomainError,
  type Id,
  type Instant,
  type MarkCode,
  type TraceEvent,
  type Version,
} from '@nguon/domain'
import { canonicalBytes, leafHash, toBase64Url } from '@nguon/transparency'
import * as z from 'zod'

/** Where a batch's (or subject's) history stands: the sequence of its last entry and that entry's leaf hash. */
export interface Head {
  readonly sequence: number
  readonly leafHash: Uint8Array | undefined
}

export const emptyHead: Head = { sequence: 0, leafHash: undefined }

/** What the server adds to a record. */
interface Reception {
  readonly recordedAt: Instant
  /** Set when the record came in a file: then `recordedAt` is the file's. */
  readonly importedAt?: Instant | undefined
}

/** Bytes as stored and hashed. */
export interface SealedEntry {
  readonly bytes: Uint8Array
  readonly leafHash: Uint8Array
}

const link = ({ sequence, leafHash: hash }: Head) => ({
  sequence: sequence + 1,
  prev: hash ? toBase64Url(hash) : null,
})

/** Keys that are undefined are left out by the canonical form itself. */
const seal = (entry: unknown): SealedEntry => {
  const bytes = canonicalBytes(entry)
  return { bytes, leafHash: leafHash(bytes) }
}

/** The entry of an event: what its recorder made, and for every batch its sequence and the leaf hash before. */
export function sealEvent(
  event: TraceEvent,
  heads: ReadonlyMap<Id, Head>,
  marks: readonly MarkCode[],
  reception: Reception,
): SealedEntry {
  const batches = event.batches.map((item) => ({ ...item, ...link(heads.get(item.batchId) ?? emptyHead) }))
  return seal({ ...event, ...reception, batches, ...(marks.length > 0 ? { marks } : {}) })
}

/** The entry of a version of master data. */
export function sealVersion(version: Version, head: Head, reception: Reception): SealedEntry {
  return seal({
    ...version,
    ...reception,
    type: `${version.subject.kind}_version`,
    subject: { ...version.subject, ...link(head) },
  })
}

/** Keys that are undefined are left out, as JSON does. */
const clean = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const maxBytes = 32_768

/** Throws when the entry is too large for the log: because of its batches, or for another reason. */
export function assertFits(entry: SealedEntry, event?: TraceEvent): void {
  if (entry.bytes.length <= maxBytes) return
  const message = `${entry.bytes.length} bytes, at most ${maxBytes}`
  const batches = event ? canonicalBytes(clean(event.batches)).length : 0
  throw new DomainError(batches * 2 > maxBytes ? 'TOO_MANY_BATCHES' : 'ENTRY_TOO_LARGE', message)
}

const Stored = z.looseObject({
  recordedAt: z.string(),
  importedAt: z.string().optional(),
  marks: z.array(z.string()).optional(),
  batches: z.array(z.looseObject({ batchId: z.string(), sequence: z.int() })).optional(),
})

/** A stored event taken apart: the recorder's part, and what the server added. */
export interface StoredEvent {
  readonly event: TraceEvent
  readonly recordedAt: Instant
  readonly importedAt: Instant | undefined
  readonly marks: readonly MarkCode[]
  readonly sequences: ReadonlyMap<Id, number>
}

/** Reads an entry back. The bytes were checked when they were stored; they are not parsed by today's rules. */
export function openEvent(bytes: Uint8Array): StoredEvent {
  const {
    recordedAt,
    importedAt,
    marks = [],
    batches = [],
    ...rest
  } = Stored.parse(JSON.parse(Buffer.from(bytes).toString()))
  const items = batches.map(({ sequence: _sequence, prev: _prev, ...item }) => item)
  return {
    event: { ...rest, batches: items } as unknown as TraceEvent,
    recordedAt,
    importedAt,
    marks: marks as MarkCode[],
    sequences: new Map(batches.map(({ batchId, sequence }) => [batchId, sequence])),
  }
}

/** Whether two records are the same, byte for byte. */
export const sameRecord = (a: unknown, b: unknown): boolean =>
  Buffer.compare(canonicalBytes(clean(a)), canonicalBytes(clean(b))) === 0
