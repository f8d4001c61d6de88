export {
  type Address,
  type AddressOptions,
  type AddressThenAndNow,
  addressIn,
  addressOn,
  addressWithPresent,
  formatAddress,
  formatUnit,
} from './address.ts'
export type { AdminUnit } from './unit.ts'
export { communesOn, findUnit, provincesOn, type Succession, successorOf } from './units.ts'
