import { Certificate, type PrivateFields } from '@nguon/domain'
import * as z from 'zod'
import type { ReferenceKind } from '../derive-id.ts'
import { FileRef } from '../file-text.ts'
import { toFile, toModel } from './field-names.ts'
import type { RowReader, RowWriter, SubjectFormat } from './subject-format.ts'

const shape = Certificate.shape

const Fields = z.object({
  type: shape.type,
  number: shape.number,
  stars: shape.stars,
  /** An organization of the file; a text with a space in it is the name of another. */
  issuer: shape.number.optional(),
  issuer_name: shape.issuerName,
  issued: shape.issuedOn,
  expires: shape.expiresOn,
  revoked: shape.revokedOn,
  document: shape.document,
  /** The organization itself, plots and sites, products. */
  scope: z.array(FileRef).max(401).default([]),
})
type Fields = z.infer<typeof Fields>

/** A remark of the sample for its tests. */
const short = { expected_state_on_2026_02_01: z.string().optional() }

const names = {
  type: 'type',
  number: 'number',
  stars: 'stars',
  issuer_name: 'issuerName',
  issued: 'issuedOn',
  expires: 'expiresOn',
  revoked: 'revokedOn',
  document: 'document',
}
const scopeKinds = ['place', 'product', 'organization'] as const

function issuerOf(issuer: string, reader: RowReader) {
  if (issuer.includes(' ') && reader.look(issuer, ['organization']).length === 0)
    return { issuerName: issuer }
  return { issuerId: reader.resolve(issuer, ['organization'], 'issuer')?.id }
}

function scopeOf(scope: readonly string[], reader: RowReader) {
  const named = scope.flatMap((each, index) => {
    const name = reader.resolve(each, scopeKinds, `scope[${index}]`)
    if (name?.kind === 'organization' && name.id !== reader.organizationId)
      reader.mistake(`scope[${index}]`, 'another organization')
    return name ? [name] : []
  })
  const idsOf = (kind: ReferenceKind) => named.filter((name) => name.kind === kind).map(({ id }) => id)
  const lists = { placeIds: idsOf('place'), productIds: idsOf('product') }
  const filled = Object.entries(lists).filter(([, ids]) => ids.length > 0)
  return {
    ...Object.fromEntries(filled),
    ...(idsOf('organization').length > 0 ? { organization: true } : {}),
  }
}

function toFields(data: Certificate, privately: PrivateFields, writer: RowWriter) {
  const { issuerId, placeIds = [], productIds = [] } = data
  return {
    ...toFile(data, names),
    issuer: issuerId && writer.refTo(issuerId, ['organization']),
    scope: [
      ...(data.organization ? [writer.organization] : []),
      ...[...placeIds, ...productIds].map((id) => writer.refTo(id, scopeKinds)),
    ],
    private: privately,
  }
}

export const certificateFormat: SubjectFormat = {
  kind: 'certificate',
  list: 'certifications',
  fields: Fields.shape,
  short,
  names,
  toData: (row: Fields, reader: RowReader) => ({
    ...(row.issuer ? issuerOf(row.issuer, reader) : {}),
    ...toModel(row, names),
    ...scopeOf(row.scope, reader),
  }),
  toFields,
}
