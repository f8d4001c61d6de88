import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import {
  type HeldBack,
  inOrder,
  numbersOf,
  type Outbox,
  type Phone,
  type RetiredPhone,
  type Unsent,
} from './outbox.ts'

interface Schema extends DBSchema {
  phone: { key: string; value: Phone }
  /** One row: who signed in last. */
  present: { key: 'person'; value: string }
  retired: { key: string; value: RetiredPhone }
  unsent: { key: [string, number]; value: Unsent }
  heldBack: { key: string; value: HeldBack }
}

let opened: Promise<Outbox | undefined> | undefined

/** The outbox of this browser; undefined where it has no database or cannot sign (private windows, plain http). */
export function openOutbox(): Promise<Outbox | undefined> {
  opened ??= open()
  return opened
}

async function open(): Promise<Outbox | undefined> {
  if (!globalThis.indexedDB || !globalThis.crypto?.subtle) return undefined
  try {
    const db = await openDB<Schema>('nguon-outbox', 2, {
      upgrade(made, before) {
        if (before < 1) {
          made.createObjectStore('phone', { keyPath: 'personId' })
          made.createObjectStore('present')
          made.createObjectStore('retired', { keyPath: 'deviceId' })
          made.createObjectStore('unsent', { keyPath: ['deviceId', 'number'] })
        }
        if (before < 2) made.createObjectStore('heldBack', { keyPath: 'eventId' })
      },
      blocking(_before, _after, event) {
        ;(event.target as IDBDatabase).close() // another tab has a newer program: it must not wait for this one
        opened = undefined
      },
      terminated() {
        opened = undefined // signing out has cleared the browser's data: the next one is made anew
      },
    })
    return outboxIn(db)
  } catch {
    return undefined // a private window: what is recorded there goes unsigned, at once or not at all
  }
}

/** On the disk before it is called kept: a phone that loses power forgets nothing. */
const strict = { durability: 'strict' } as const

const outboxIn = (db: IDBPDatabase<Schema>): Outbox => ({
  ...phonesIn(db),
  ...entriesIn(db),
  ...heldBackIn(db),
})

function phonesIn(
  db: IDBPDatabase<Schema>,
): Pick<Outbox, 'readPhone' | 'enter' | 'register' | 'replacePhone' | 'findRetired'> {
  return {
    async readPhone() {
      const tx = db.transaction(['present', 'phone'])
      const personId = await tx.objectStore('present').get('person')
      return personId === undefined ? undefined : tx.objectStore('phone').get(personId)
    },
    async enter(personId, made) {
      const tx = db.transaction(['present', 'phone'], 'readwrite', strict)
      await tx.objectStore('present').put(personId, 'person')
      const known = await tx.objectStore('phone').get(personId)
      const phone = known?.organizationId === made.organizationId ? known : made
      if (phone === made) await tx.objectStore('phone').put(made)
      await tx.done
      return phone
    },
    async register(personId, publicKey, deviceId, contiguous) {
      const tx = db.transaction(['phone', 'unsent'], 'readwrite', strict)
      const phone = await tx.objectStore('phone').get(personId)
      const numbered = await tx.objectStore('unsent').getAll(IDBKeyRange.bound([deviceId, 0], [deviceId, []]))
      const after = numbered.map(({ number, record }) => number + numbersOf(record))
      if (phone?.publicKey === publicKey)
        await tx
          .objectStore('phone')
          .put({ ...phone, deviceId, next: Math.max(phone.next, contiguous + 1, ...after) })
      await tx.done
    },
    async replacePhone(made) {
      const tx = db.transaction(['phone', 'retired'], 'readwrite', strict)
      const { deviceId, organizationId, keys } = (await tx.objectStore('phone').get(made.personId)) ?? made
      if (deviceId) await tx.objectStore('retired').put({ deviceId, organizationId, keys })
      await tx.objectStore('phone').put(made)
      await tx.done
    },
    findRetired: (deviceId) => db.get('retired', deviceId),
  }
}

function entriesIn(db: IDBPDatabase<Schema>): Pick<Outbox, 'add' | 'change' | 'remove' | 'list'> {
  return {
    async add(entry) {
      const tx = db.transaction(['phone', 'unsent', 'heldBack'], 'readwrite', strict)
      const phone = await tx.objectStore('phone').get(entry.personId)
      const isNext = phone?.deviceId === entry.deviceId && phone.next === entry.number
      if (isNext) {
        await tx.objectStore('unsent').put(entry)
        await tx.objectStore('heldBack').delete(entry.eventId)
        await tx.objectStore('phone').put({ ...phone, next: entry.number + numbersOf(entry.record) })
      }
      await tx.done
      return isNext
    },
    async change(entry) {
      const tx = db.transaction('unsent', 'readwrite', strict)
      const isThere = (await tx.store.get([entry.deviceId, entry.number]))?.eventId === entry.eventId
      if (isThere) await tx.store.put(entry)
      await tx.done
      return isThere
    },
    remove: ({ deviceId, number }) => db.delete('unsent', [deviceId, number]),
    list: async () => inOrder(await db.getAll('unsent')),
  }
}

function heldBackIn(db: IDBPDatabase<Schema>): Pick<Outbox, 'holdBack' | 'takeBack' | 'listHeldBack'> {
  return {
    async holdBack(records) {
      const tx = db.transaction('heldBack', 'readwrite', strict)
      for (const record of records) await tx.store.put(record)
      await tx.done
    },
    async takeBack(eventIds) {
      const tx = db.transaction('heldBack', 'readwrite', strict)
      const held = new Set(await tx.store.getAllKeys())
      const isThere = eventIds.every((id) => held.has(id))
      if (isThere) for (const id of eventIds) await tx.store.delete(id)
      await tx.done
      return isThere
    },
    listHeldBack: () => db.getAll('heldBack'), // ids are made in order of time
  }
}
