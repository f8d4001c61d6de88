import { DomainError, type PrivateField, type PrivateFields, privateFields } from '@nguon/domain'
import { digestsOf, openDisclosure } from '@nguon/transparency'

/**
 * Checks that the disclosures beside a record are exactly those its digests stand for, each of a private field that we know and
 * with a value of its form.
 */
export function assertDisclosures(
  digests: readonly string[] | undefined,
  disclosures: readonly string[] = [],
): void {
  const expected = digestsOf(disclosures)
  const given = digests ?? []
  if (given.length !== expected.length || given.some((digest, index) => digest !== expected[index]))
    throw new DomainError('INVALID_REQUEST', 'the digests in _sd are not those of the disclosures, sorted')
  openAll(disclosures)
}

/** The private fields in the disclosures. @throws {DomainError} `INVALID_REQUEST` for one that we do not know */
export function openAll(disclosures: readonly string[]): PrivateFields {
  const fields: Record<string, unknown> = {}
  for (const disclosure of disclosures) {
    const { name, value } = open(disclosure)
    if (!(name in privateFields) || name in fields)
      throw new DomainError('INVALID_REQUEST', `disclosure of ${name}`)
    const parsed = privateFields[name as PrivateField].safeParse(value)
    if (!parsed.success)
      throw new DomainError('INVALID_REQUEST', `disclosure of ${name}: ${parsed.error.issues[0]?.message}`)
    fields[name] = parsed.data
  }
  return fields as PrivateFields
}

function open(disclosure: string) {
  try {
    return openDisclosure(disclosure)
  } catch {
    throw new DomainError('INVALID_REQUEST', 'not a disclosure')
  }
}
