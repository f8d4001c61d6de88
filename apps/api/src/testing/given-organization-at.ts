import type { Address, Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { type GivenOrganization, givenOrganization, givenVersion } from './given.ts'

/** In the province that inspectors of tests have for their area. */
export const inThaiNguyen: Address = {
  wardCode: '01849',
  ward: 'Xã Ba Bể',
  provinceCode: '19',
  province: 'Tỉnh Thái Nguyên',
  validFrom: '2025-07-01',
}

export const inHaNoi: Address = {
  wardCode: '00004',
  ward: 'Phường Ba Đình',
  provinceCode: '01',
  province: 'Thành phố Hà Nội',
  validFrom: '2025-07-01',
}

/** A cooperative that has an address. */
export async function givenOrganizationAt(
  db: DataSource,
  address: Address,
  more: { gtin?: string } = {},
): Promise<GivenOrganization> {
  const org = await givenOrganization(db, more)
  await givenAddress(db, org.id, address)
  return org
}

/** The organization's address from now on. */
async function givenAddress(db: DataSource, id: Id, ...addresses: Address[]): Promise<void> {
  const name = `HTX ${id.slice(-6)}`
  await givenVersion(db, 'organization', id, { kind: 'cooperative', name, addresses, status: 'active' }, id)
}
