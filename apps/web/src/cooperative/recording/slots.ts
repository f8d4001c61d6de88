import { type Id, type Instant, newId } from '@nguon/domain'
import { newSalt } from '@nguon/transparency'

/**
 * What a form makes up for its records: ids, salts and the moment of writing. Each is made once and kept by name, so that sending
 * the same form again sends the same bytes, which the server knows to be the same record.
 */
export interface Slots {
  readonly capturedAt: Instant
  id(name: string): Id
  salt(name: string): string
  /** Everything made so far: what {@link openSlots} takes back. */
  kept(): Record<string, string>
}

/** Fresh slots, or those kept from before. */
export function openSlots(kept: Readonly<Record<string, string>> = {}, now = () => new Date()): Slots {
  const values = new Map(Object.entries(kept))
  const once = (name: string, make: () => string): string => {
    const value = values.get(name) ?? make()
    values.set(name, value)
    return value
  }
  return {
    get capturedAt() {
      return once('capturedAt', () => now().toISOString())
    },
    id: (name) => once(`id:${name}`, () => newId(now().getTime())),
    salt: (name) => once(`salt:${name}`, newSalt),
    kept: () => Object.fromEntries(values),
  }
}
