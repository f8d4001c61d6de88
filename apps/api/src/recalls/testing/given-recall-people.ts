import type { DataSource } from 'typeorm'
import { type GivenOrganization, givenOrganization } from '../../testing/given.ts'
import { givenOrganizationAt, inHaNoi, inThaiNguyen } from '../../testing/given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../../testing/given-people.ts'

const haNoi = [{ level: 'province', code: '01', validFrom: '2025-07-01' }] as const

/** Everyone who could have to do with a recall of the organization. */
export const names = [
  ...(['admin', 'secondAdmin', 'staff', 'foreignAdmin'] as const),
  ...(['inspector', 'colleague', 'elsewhere', 'nowhere'] as const),
]
export type Who = (typeof names)[number]

/** Two cooperatives, of which the first is in the area of the inspector and the colleague; `nowhere` has no area. */
export interface RecallPeople {
  readonly org: GivenOrganization
  readonly other: GivenOrganization
  readonly inspectorate: GivenOrganization
  readonly people: Record<Who, GivenPerson>
}

export async function givenRecallPeople(db: DataSource): Promise<RecallPeople> {
  const org = await givenOrganizationAt(db, inThaiNguyen)
  const other = await givenOrganizationAt(db, inHaNoi)
  const inspectorate = await givenOrganization(db)
  const { id: farOffice } = await givenOrganization(db)
  const people = {
    admin: await givenPerson(db, 'admin', org.id),
    secondAdmin: await givenPerson(db, 'admin', org.id),
    staff: await givenPerson(db, 'staff', org.id),
    foreignAdmin: await givenPerson(db, 'admin', other.id),
    inspector: await givenPerson(db, 'inspector', inspectorate.id),
    colleague: await givenPerson(db, 'inspector', inspectorate.id),
    elsewhere: await givenPerson(db, 'inspector', farOffice, { area: haNoi }),
    nowhere: await givenPerson(db, 'inspector', farOffice, { area: [] }),
  }
  return { org, other, inspectorate, people }
}
