import { Place, type PrivateFields, privateFields } from '@nguon/domain'
import * as z from 'zod'
import { amountToFile, compact, FileRef, isId } from '../file-text.ts'
import { toFile, toModel } from './field-names.ts'
import { addressesToFile, addressesToModel, FileAddresses } from './file-address.ts'
import type { RowReader, RowWriter, SubjectFormat } from './subject-format.ts'

const shape = Place.shape
const Coordinate = z.union([z.number(), z.string()]).transform(String)

const Fields = z.object({
  kind: shape.kind,
  name: shape.name,
  code: shape.code,
  gln: shape.gln,
  area_m2: shape.areaM2,
  crop: shape.crop,
  water: shape.water,
  planting_area_code: shape.growingAreaCode.nullable(),
  addresses: FileAddresses,
  /** Private. */
  lat: Coordinate.optional(),
  lon: Coordinate.optional(),
  /** Private: whose household works it. */
  farmer: FileRef.optional(),
})
type Fields = z.infer<typeof Fields>

/** The present commune, which the addresses say; and that only the commune is public, which holds for every place. */
const short = {
  ward_code: z.string().optional(),
  public_precision: z.literal('commune').optional(),
}

const names = {
  kind: 'kind',
  name: 'name',
  code: 'code',
  gln: 'gln',
  area_m2: 'areaM2',
  crop: 'crop',
  water: 'water',
  planting_area_code: 'growingAreaCode',
}

function privateOf({ lat, lon, farmer }: Fields, reader: RowReader): PrivateFields {
  const position = lat !== undefined || lon !== undefined ? positionOf({ lat, lon }, reader) : undefined
  const household = farmer && reader.resolve(farmer, ['member'], 'farmer')?.id
  return compact({ position, household }) as PrivateFields
}

function positionOf(point: { lat: string | undefined; lon: string | undefined }, reader: RowReader) {
  const parsed = privateFields.position.safeParse(point)
  if (!parsed.success) reader.mistake('lat', 'lat and lon in degrees, at most 7 places')
  return parsed.data
}

function toFields(data: Place, { position, household, ...rest }: PrivateFields, writer: RowWriter) {
  const isMember = household !== undefined && isId(household) && writer.isMember(household)
  return {
    ...toFile(data, names),
    addresses: addressesToFile(data.addresses),
    lat: position && amountToFile(position.lat),
    lon: position && amountToFile(position.lon),
    farmer: isMember ? writer.refTo(household, ['member']) : undefined,
    private: isMember || household === undefined ? rest : { household, ...rest },
  }
}

const format = { kind: 'place', short, names, privateOf, toFields } as const

/** Places that are no plots. */
export const siteFormat: SubjectFormat = {
  ...format,
  list: 'sites',
  fields: Fields.shape,
  toData: (row: Fields) => ({ ...toModel(row, names), addresses: addressesToModel(row.addresses) }),
}

/** Plots: `kind` need not be said. */
export const plotFormat: SubjectFormat = {
  ...format,
  list: 'plots',
  fields: { ...Fields.shape, kind: shape.kind.default('plot') },
  toData: siteFormat.toData,
}
