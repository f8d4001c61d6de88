import type { DerivedKind } from '../derive-id.ts'
import { type ExchangeFile, rowsOf } from '../exchange-file.ts'
import { consentFormat } from '../formats/consent-format.ts'
import { memberFormat } from '../formats/member-format.ts'
import { productFormat } from '../formats/product-format.ts'
import type { SubjectFormat, SubjectRow } from '../formats/subject-format.ts'

/** A row of master data with where it stands in the file. */
export interface ListedRow {
  readonly path: string
  readonly row: SubjectRow
  /** Set when it is told inside a row of another kind and shares that row's reference. */
  readonly madeAs?: DerivedKind
}

/** The rows of one kind of master data, and those that the sample tells inside rows of other kinds. */
export function listRows(file: ExchangeFile, format: SubjectFormat): ListedRow[] {
  const rows = rowsOf(file, format).map((row, index) => ({
    path: `${format.list}[${index}]`,
    row,
  }))
  if (format === consentFormat) return [...rows, ...consentsOfPersons(file)]
  if (format === productFormat) return [...rows, ...productsOfLots(file)]
  return rows
}

function consentsOfPersons(file: ExchangeFile): ListedRow[] {
  return rowsOf(file, memberFormat).flatMap((person, index) => {
    if (person.consent_public_name !== true) return []
    const { id, org = '' } = person
    const row = { id, org, person: id, purpose: 'public_name', granted: true }
    return [{ path: `persons[${index}].consent_public_name`, row, madeAs: 'consent' }]
  })
}

function productsOfLots(file: ExchangeFile): ListedRow[] {
  return file.input_lots.flatMap(({ product, id, org, name, kind, unit }, index) => {
    if (product !== undefined) return []
    const row = { id, org, name, input_kind: kind, unit, label_level: 'none' }
    return [{ path: `input_lots[${index}]`, row, madeAs: 'input_product' }]
  })
}
