import { Member, type PrivateFields, privateFields } from '@nguon/domain'
import * as z from 'zod'
import { compact } from '../file-text.ts'
import { toFile, toModel } from './field-names.ts'
import type { RowReader, SubjectFormat } from './subject-format.ts'

const shape = Member.shape

const Fields = z.object({
  /** Private: the entry holds its digest. */
  name: privateFields.name.optional(),
  role: shape.role,
  public_display: shape.publicName,
  /** `public_display` is the person's own name; without it: where it equals `name` and the consent is there. */
  name_public: shape.namePublic.optional(),
})
const Short = z.object({ consent_public_name: z.boolean().optional() })
type Row = z.infer<typeof Fields> & z.infer<typeof Short>

const names = { role: 'role', public_display: 'publicName', name_public: 'namePublic' }

function toData(row: Row, reader: RowReader) {
  const shown = row.name !== undefined && row.name === row.public_display
  const namePublic = row.name_public ?? (shown && row.consent_public_name === true)
  if (shown && !namePublic) reader.mistake('public_display', 'shows the name of a person who did not consent')
  return { ...toModel(row, names), namePublic }
}

/** Persons: the name is private, the public one is a pseudonym unless there is a consent. */
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
