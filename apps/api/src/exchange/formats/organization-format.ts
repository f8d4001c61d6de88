import { Organization, type PrivateFields } from '@nguon/domain'
import * as z from 'zod'
import { toFile, toModel } from './field-names.ts'
import { addressesToFile, addressesToModel, FileAddresses } from './file-address.ts'
import type { SubjectFormat } from './subject-format.ts'

const shape = Organization.shape

const Fields = z.object({
  kind: shape.kind,
  name: shape.name,
  short: shape.shortName,
  tax_code: shape.taxCode,
  gln: shape.gln,
  phone: shape.phone,
  addresses: FileAddresses,
  founded: shape.foundedOn,
  sales_links: shape.salesLinks,
  status: shape.status,
})

const names = {
  kind: 'kind',
  name: 'name',
  short: 'shortName',
  tax_code: 'taxCode',
  gln: 'gln',
  phone: 'phone',
  founded: 'foundedOn',
  sales_links: 'salesLinks',
  status: 'status',
}

export const organizationFormat: SubjectFormat = {
  kind: 'organization',
  list: 'organizations',
  fields: Fields.shape,
  short: {},
  names,
  toData: (row: z.infer<typeof Fields>) => ({
    ...toModel(row, names),
    addresses: addressesToModel(row.addresses),
  }),
  toFields: (data: Organization, privately: PrivateFields) => ({
    ...toFile(data, names),
    addresses: addressesToFile(data.addresses),
    private: privately,
  }),
}
