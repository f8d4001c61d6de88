import { type Id, Member, type PrivateFields, privateFields } from '@nguon/domain'
import * as z from 'zod'
import { tellsName } from '../../subjects/pseudonym.ts'
import { deriveId } from '../derive-id.ts'
import { compact } from '../file-text.ts'
import { toFile, toModel } from './field-names.ts'
import type { RowReader, SubjectFormat } from './subject-format.ts'

const shape = Member.shape

const Fields = z.object({
  /** Private: the entry holds its digest. */
  name: privateFields.name.optional(),
  role: shape.role,
  public_display: shape.publicName,
})
const Short = z.object({ consent_public_name: z.boolean().optional() })
/** The first version of a row has its id. */
type Row = z.infer<typeof Fields> & z.infer<typeof Short> & { readonly id?: string }

const names = { role: 'role', public_display: 'publicName' }

function toData(row: Row, reader: RowReader) {
  const { name, public_display: shown, id } = row
  if (name === undefined || !tellsName(shown, name)) return toModel(row, names)
  if (row.consent_public_name !== true || id === undefined)
    reader.mistake('public_display', 'is the name of a person who did not consent: write a pseudonym')
  return { ...toModel(row, names), publicName: pseudonymOf(row, id ?? '', reader.organizationId) }
}

/** What a person is called while the name is not shown: by the number in the reference, which may itself be a name. */
function pseudonymOf({ role }: Row, reference: string, organizationId: Id): string {
  const number = /^(?:per-)?([a-z]{0,3}\d{1,6})$/i.exec(reference)?.[1]
  const code = number ?? deriveId('member', organizationId, reference).slice(-6)
  return `${role === 'farmer' ? 'Hộ thành viên' : 'Thành viên'} ${code.toUpperCase()}`
}

/** Persons: the name is private; a consent shows it, and what stands in the entry is a pseudonym all the same. */
export const memberFormat: SubjectFormat = {
  kind: 'member',
  list: 'persons',
  fields: Fields.shape,
  short: Short.shape,
  names,
  toData,
  privateOf: ({ name }: Row) => compact({ name }) as PrivateFields,
  toFields: (data: Member, { name, ...rest }: PrivateFields) => ({
    name,
    ...toFile(data, names),
    private: rest,
  }),
}
