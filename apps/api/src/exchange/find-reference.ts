import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { type ReferenceKind, referenceKinds } from './derive-id.ts'
import { findNames, listNamesOf } from './exchange-store.ts'
import { isId } from './file-text.ts'
import type { Name } from './names.ts'

/**
 * The id that a person means by `text`: one of our ids, or a name that an imported file gave, as `org-b/bat-b1` where several
 * organizations gave it. Where one organization has it for several kinds, the first of `kinds` is meant.
 *
 * @throws {DomainError} `NOT_FOUND`; `INVALID_REQUEST` for an ambiguous one, listing the forms that are not
 */
export async function resolveReference(
  tx: EntityManager,
  text: string,
  kinds: readonly ReferenceKind[] = referenceKinds,
): Promise<Id> {
  if (isId(text)) return text
  const [reference = '', owner] = text.split('/').reverse()
  const found = await findNames(tx, owner === undefined ? [reference] : [reference, owner])
  const owners = found.filter((name) => name.kind === 'organization' && name.reference === owner)
  const meant = found.filter(
    (name) =>
      name.reference === reference &&
      kinds.includes(name.kind) &&
      (owner === undefined || owners.some(({ id }) => id === name.organizationId)),
  )
  const kind = kinds.find((each) => meant.some((name) => name.kind === each))
  const names = meant.filter((name) => name.kind === kind)
  const [first] = names
  if (!first) throw new DomainError('NOT_FOUND', `nothing is called ${text}`)
  if (names.length === 1) return first.id
  const forms = await formsOf(tx, names)
  throw new DomainError('INVALID_REQUEST', `${text} is ambiguous: say ${forms.join(' or ')}`)
}

/** {@link resolveReference} for a batch, an input lot or a standing crop. */
export const resolveBatch = (tx: EntityManager, text: string): Promise<Id> =>
  resolveReference(tx, text, ['batch', 'crop'])

async function formsOf(tx: EntityManager, names: readonly Name[]): Promise<string[]> {
  const owners = await listNamesOf(
    tx,
    names.flatMap(({ organizationId }) => organizationId ?? []),
  )
  const forms = names.map(({ organizationId, reference, id }) => {
    const owner = owners.find((name) => name.id === organizationId)
    return owner ? `${owner.reference}/${reference}` : id
  })
  return forms.sort()
}

/**
 * How people call these ids: by the name a file gave, as `org-b/bat-b1` where another organization gave it too, and by the id
 * itself where there is no name.
 */
export async function namesOf(tx: EntityManager, ids: readonly Id[]): Promise<Map<Id, string>> {
  const own = await listNamesOf(tx, ids)
  const alike = await findNames(
    tx,
    own.map(({ reference }) => reference),
  )
  const called = new Map(ids.map((id) => [id, id]))
  for (const name of own) {
    const { kind, reference, id } = name
    const isUnique = alike.every(
      (each) => each.id === id || each.kind !== kind || each.reference !== reference,
    )
    called.set(id, isUnique ? reference : ((await formsOf(tx, [name]))[0] ?? id))
  }
  return called
}
