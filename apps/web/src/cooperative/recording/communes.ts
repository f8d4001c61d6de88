import type { Place } from '@nguon/domain'
import { type Address, type AdminUnit, addressIn, addressOn, communesOn } from '@nguon/locale/admin'
import { offsetHere, todayAt } from './when.ts'

/** Thái Nguyên: our cooperatives are all in it since the provinces were merged. */
const provinceCode = '19'

const todayHere = () => todayAt(new Date(), offsetHere())

/** The communes of the province today, in the order of the alphabet. */
export const communesHere = (): AdminUnit[] =>
  communesOn(provinceCode, todayHere()).sort((a, b) => a.name.localeCompare(b.name, 'vi'))

/** The commune of the place that was recorded last, which the next one most likely is in too; empty when none says. */
export function usualCommune(places: readonly Place[]): string {
  const known = places.map(({ addresses }) => addressOn(addresses, todayHere())?.wardCode)
  return (
    known.findLast((code) => code !== undefined && communesHere().some((unit) => unit.code === code)) ?? ''
  )
}

/** The address of a place of which only the commune is known, with the commune's own validity. */
export function addressOfCommune(code: string): Address[] {
  const unit = communesHere().find((each) => each.code === code)
  const address = unit && addressIn(unit)
  return address ? [address] : []
}
