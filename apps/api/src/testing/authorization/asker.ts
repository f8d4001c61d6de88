import { type AreaUnit, type Id, newId } from '@nguon/domain'
import { signBytes } from '@nguon/transparency'
import type { Session } from '../../accounts/caller.ts'
import { callText } from '../../devices/read-device.ts'
import { revokeDevice } from '../../devices/revoke-device.ts'
import { type GivenPerson, givenPerson } from '../given-people.ts'
import { type GivenPhone, givenPhone } from '../given-phone.ts'
import { givenColleague } from './fresh.ts'
import type { CallerName } from './matrix.ts'
import type { World } from './world.ts'

/** Somebody who calls: a stranger, a person who has just signed in, or a phone that has just been removed. */
export interface Asker {
  readonly name: CallerName
  /** Whom they act for; of a stranger and of the operator: of what their requests are made. */
  readonly organizationId: Id
  readonly person?: GivenPerson
  readonly phone?: GivenPhone
  /** What says who calls. */
  credentials(method: string, path: string): Promise<Record<string, string>>
}

const farAway: readonly AreaUnit[] = [{ level: 'province', code: '04', validFrom: '2025-07-01' }]

/** A new one each time. */
export async function newAsker(world: World, name: CallerName): Promise<Asker> {
  if (name === 'revokedDeviceA') return removedPhone(world)
  const person = await personOf(world, name)
  const organizationId = person && name !== 'operator' ? person.session.organizationId : world.A.id
  const credentials = async (): Promise<Record<string, string>> => (person ? { Cookie: person.cookie } : {})
  return { name, organizationId, credentials, ...(person ? { person } : {}) }
}

function personOf(
  { db, A, B, inspectorate, elsewhere, passwordHash }: World,
  name: Exclude<CallerName, 'revokedDeviceA'>,
): Promise<GivenPerson> | undefined {
  switch (name) {
    case 'anonymous':
      return undefined
    case 'staffA':
      return givenColleague(db, A, 'staff', { passwordHash })
    case 'adminA':
      return givenColleague(db, A, 'admin', { passwordHash })
    case 'staffB':
      return givenColleague(db, B, 'staff', { passwordHash })
    case 'inspectorInArea':
      return givenPerson(db, 'inspector', inspectorate, { passwordHash })
    case 'inspectorElsewhere':
      return givenPerson(db, 'inspector', elsewhere, { passwordHash, area: farAway })
    case 'operator':
      return givenPerson(db, 'operator', undefined, { passwordHash })
  }
}

async function removedPhone({ db, A }: World): Promise<Asker> {
  const person = await givenColleague(db, A)
  const phone = await givenPhone(db, person)
  await revokeDevice(db, person.caller, phone.deviceId, new Date())
  return {
    ...{ name: 'revokedDeviceA', organizationId: A.id, phone },
    async credentials(method, path) {
      const at = Date.now()
      const text = new TextEncoder().encode(callText(phone.deviceId, at, method, path))
      const signature = await signBytes(phone.privateKey, text)
      return { Authorization: `Device ${A.id}.${phone.deviceId}.${at}.${signature}` }
    },
  }
}

/** The session of whoever is signed in; one that nobody has for the others, whose requests only have its form. */
export const sessionOf = ({ person }: Asker): Pick<Session, 'id' | 'accountId'> =>
  person?.session ?? { id: newId(), accountId: newId() }
