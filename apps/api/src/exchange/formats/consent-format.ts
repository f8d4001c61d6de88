import { Consent, type PrivateFields } from '@nguon/domain'
import * as z from 'zod'
import { FileRef } from '../file-text.ts'
import type { RowReader, RowWriter, SubjectFormat } from './subject-format.ts'

const shape = Consent.shape

const Fields = z.object({ person: FileRef, purpose: shape.purpose, granted: shape.granted })
type Fields = z.infer<typeof Fields>

/** What a person agreed to, or withdrew. */
export const consentFormat: SubjectFormat = {
  kind: 'consent',
  list: 'consents',
  fields: Fields.shape,
  short: {},
  names: { person: 'memberId' },
  toData: ({ person, purpose, granted }: Fields, reader: RowReader) => ({
    memberId: reader.resolve(person, ['member'], 'person')?.id,
    purpose,
    granted,
  }),
  toFields: (data: Consent, privately: PrivateFields, writer: RowWriter) => ({
    person: writer.refTo(data.memberId, ['member']),
    purpose: data.purpose,
    granted: data.granted,
    private: privately,
  }),
}
