import type { Id, Instant } from '@nguon/domain'
import type { ReferenceKind } from '../derive-id.ts'
import { type Mistakes, mistake } from '../mistakes.ts'
import type { Name, Names } from '../names.ts'

/** What is known while a file is read. */
export interface Reading {
  readonly names: Names
  readonly mistakes: Mistakes
  /** When the file is imported: what has no recorded time counts as recorded then. */
  readonly importedAt: Instant
}

const nothing: Id = '00000000-0000-0000-0000-000000000000'

/** What the reference means; undefined when that is a mistake, which is noted at `path`. */
export function resolveName(
  { names, mistakes }: Reading,
  reference: string,
  kinds: readonly ReferenceKind[],
  path: string,
  organizationId?: Id,
): Name | undefined {
  const found = names.look(reference, kinds, organizationId)
  if (found.length === 1) return found[0]
  if (found.length === 0) mistakes.push(mistake(path, `nothing in this file is called ${reference}`))
  else mistakes.push(mistake(path, `${reference} is ambiguous: say ${formsOf(names, found).join(' or ')}`))
  return undefined
}

const formsOf = (names: Names, found: readonly Name[]): string[] =>
  found.map(({ organizationId, reference, id }) => {
    const owner = organizationId && names.referenceOf(organizationId)
    return owner ? `${owner}/${reference}` : id
  })

/** The id of {@link resolveName}; after a mistake one that is nothing's, so that reading goes on to the next mistake. */
export const resolveId = (...call: Parameters<typeof resolveName>): Id => resolveName(...call)?.id ?? nothing
