import { foldVietnamese } from '@nguon/locale'
import { provincesOn, successorOf } from '@nguon/locale/admin'
import { open, type Response } from 'maxmind'
import { StartError } from '../config.ts'

/** The province of today (two digits) that an address is in, as far as it is known. */
export type ProvinceOf = (ip: string) => string | undefined

/** As far as we read a record: whoever makes such files calls provinces by their English or Vietnamese names. */
interface Place {
  readonly country?: { readonly iso_code?: string }
  readonly subdivisions?: readonly { readonly names?: Readonly<Record<string, string>> }[]
}

/**
 * Looks addresses up in a file of the operator's own (mmdb with countries and subdivisions).
 *
 * @throws {StartError} when the file cannot be read
 */
export async function openProvinces(file: string): Promise<ProvinceOf> {
  try {
    const reader = await open<Place & Response>(file)
    return (ip) => provinceIn(reader.get(ip))
  } catch (cause) {
    throw new StartError(`GEOIP_FILE ${file} cannot be read as an mmdb file: ${(cause as Error).message}`, {
      cause,
    })
  }
}

/** The province of today that a record of such a file names. */
export function provinceIn(place: Place | null): string | undefined {
  if (place?.country?.iso_code !== 'VN') return undefined
  const names = Object.values(place.subdivisions?.[0]?.names ?? {})
  return names.map((name) => codes.get(lettersOf(name))).find((code) => code !== undefined)
}

/** Without marks, spaces and what kind of unit it is: `Tỉnh Thừa Thiên Huế` and `Thua Thien-Hue Province` are the same. */
const lettersOf = (name: string): string =>
  foldVietnamese(name)
    .replace(/\b(tinh|thanh pho|tp|province|citi)\b/g, '')
    .replace(/[^a-z]/g, '')

/** Of the provinces before 2025 (Huế got its name then), before 1 July 2025 and of those since: such files are often old. */
const codes: ReadonlyMap<string, string> = new Map([
  ...[...provincesOn('2024-12-31'), ...provincesOn('2025-06-30')].map(
    ({ name, code }) => [lettersOf(name), successorOf(code)?.unit.code ?? code] as const,
  ),
  ...provincesOn('2025-07-01').map(({ name, code }) => [lettersOf(name), code] as const),
])
