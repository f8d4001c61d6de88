import type { EventRecord } from '@nguon/contract'
import type { Id, Instant } from '@nguon/domain'
import type { Text } from '@nguon/locale'

/** The key of one person on this phone. Its private half cannot be read, only used. */
export interface Phone {
  readonly personId: Id
  readonly organizationId: Id
  readonly keys: CryptoKeyPair
  /** SubjectPublicKeyInfo in base64url: what the server knows the phone by. */
  readonly publicKey: string
  /** What the server calls the key, once it is registered. */
  readonly deviceId?: Id
  /** The number that the next entry takes. */
  readonly next: number
}

/** A key that the server has revoked. It still signs for what was recorded with it. */
export interface RetiredPhone {
  readonly deviceId: Id
  readonly organizationId: Id
  readonly keys: CryptoKeyPair
}

/** An entry that is signed and numbered and has no answer yet. */
export interface Unsent {
  readonly personId: Id
  readonly deviceId: Id
  readonly number: number
  readonly eventId: Id
  readonly record: EventRecord
  readonly keptAt: Instant
  /** Why the server did not take it, where nobody was there to be told. */
  readonly refused?: { readonly code: string; readonly title: Text }
}

/** A record that may still be taken back: on the disk, but neither signed nor numbered, so that taking it back leaves no gap. */
export interface HeldBack {
  readonly personId: Id
  readonly eventId: Id
  readonly record: EventRecord
  /** From then on nobody is there to take it back: whoever opens the app for its person sends it. */
  readonly freeFrom: Instant
}

/** What the outbox keeps, in the browser's database. Each call is one transaction; what it has answered is on the disk. */
export interface Outbox {
  /** The key of the person who signed in last. */
  readPhone(): Promise<Phone | undefined>
  /** From now on this person is the one at the phone; makes the key where the person has none, and answers it. */
  enter(personId: Id, made: Phone): Promise<Phone>
  /** The key is registered: the server has everything up to `contiguous`. */
  register(personId: Id, publicKey: string, deviceId: Id, contiguous: number): Promise<void>
  /** The key is revoked: it is set aside, and `made` takes its place. */
  replacePhone(made: Phone): Promise<void>
  findRetired(deviceId: Id): Promise<RetiredPhone | undefined>
  holdBack(records: readonly HeldBack[]): Promise<void>
  /** Forgets these records, all or none; false when one of them has been numbered. */
  takeBack(eventIds: readonly Id[]): Promise<boolean>
  /** In the order in which they were made. */
  listHeldBack(): Promise<HeldBack[]>
  /**
   * Keeps a new entry under the next number, and holds its record back no longer; false when the number has been taken meanwhile. A
   * correction takes two.
   */
  add(entry: Unsent): Promise<boolean>
  /** Keeps another record, or a refusal, under the number of the entry; false when it is gone. */
  change(entry: Unsent): Promise<boolean>
  remove(entry: Unsent): Promise<void>
  /** In the order in which they were numbered. */
  list(): Promise<Unsent[]>
}

/** How many numbers a record takes: a corrective event has its own. */
export const numbersOf = ({ replacement }: EventRecord): number => (replacement ? 2 : 1)

/** Entries in the order in which they are sent. */
export const inOrder = (entries: readonly Unsent[]): Unsent[] =>
  [...entries].sort((a, b) =>
    a.deviceId === b.deviceId ? a.number - b.number : a.keptAt < b.keptAt ? -1 : 1,
  )
