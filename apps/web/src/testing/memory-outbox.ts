import {
  type HeldBack,
  inOrder,
  numbersOf,
  type Outbox,
  type Phone,
  type RetiredPhone,
  type Unsent,
} from '../outbox/outbox.ts'

/** An outbox in memory, for tests in which there is no browser: several tabs may use it at once. */
export function memoryOutbox(): Outbox {
  const phones = new Map<string, Phone>()
  const retired = new Map<string, RetiredPhone>()
  const entries = new Map<string, Unsent>()
  const heldBack = new Map<string, HeldBack>()
  let present: string | undefined
  const keyOf = ({ deviceId, number }: Pick<Unsent, 'deviceId' | 'number'>) => `${deviceId}.${number}`
  return {
    readPhone: async () => (present === undefined ? undefined : phones.get(present)),
    async enter(personId, made) {
      present = personId
      const phone = phones.get(personId) ?? made
      phones.set(personId, phone)
      return phone
    },
    async register(personId, publicKey, deviceId, contiguous) {
      const phone = phones.get(personId)
      if (phone?.publicKey !== publicKey) return
      phones.set(personId, { ...phone, deviceId, next: Math.max(phone.next, contiguous + 1) })
    },
    async replacePhone(made) {
      const before = phones.get(made.personId)
      if (before?.deviceId) retired.set(before.deviceId, { ...before, deviceId: before.deviceId })
      phones.set(made.personId, made)
    },
    findRetired: async (deviceId) => retired.get(deviceId),
    async add(entry) {
      const phone = phones.get(entry.personId)
      if (phone?.deviceId !== entry.deviceId || phone.next !== entry.number) return false
      entries.set(keyOf(entry), entry)
      heldBack.delete(entry.eventId)
      phones.set(entry.personId, { ...phone, next: entry.number + numbersOf(entry.record) })
      return true
    },
    async change(entry) {
      if (entries.get(keyOf(entry))?.eventId !== entry.eventId) return false
      entries.set(keyOf(entry), entry)
      return true
    },
    async remove(entry) {
      entries.delete(keyOf(entry))
    },
    list: async () => inOrder([...entries.values()]),
    async holdBack(records) {
      for (const record of records) heldBack.set(record.eventId, record)
    },
    async takeBack(eventIds) {
      if (!eventIds.every((id) => heldBack.has(id))) return false
      for (const id of eventIds) heldBack.delete(id)
      return true
    },
    listHeldBack: async () => [...heldBack.values()].sort((a, b) => (a.eventId < b.eventId ? -1 : 1)),
  }
}
