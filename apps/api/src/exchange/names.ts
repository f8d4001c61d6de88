import type { Id } from '@nguon/domain'
import type { ReferenceKind } from './derive-id.ts'
import { isId } from './file-text.ts'

/** That a reference of an organization's files stands for an id. Organizations themselves belong to none. */
export interface Name {
  readonly kind: ReferenceKind
  readonly organizationId: Id | undefined
  readonly reference: string
  readonly id: Id
}

/** Everything that has a name, by name and by id. */
export interface Names {
  /** Adds a name; false when its organization uses it for another thing of this kind. */
  declare(name: Name): boolean
  /**
   * What a reference may mean, of these kinds: the organization's own before others', and the first kind before the next where
   * both are its own. One answer is a hit, several are ambiguous.
   */
  look(reference: string, kinds: readonly ReferenceKind[], organizationId?: Id): readonly Name[]
  /** Every name in the order in which they were declared. */
  all(): Name[]
  /** The reference of an id; undefined where it has none but itself. */
  referenceOf(id: Id): string | undefined
  /** How the organization's rows may name the id: its reference where that is enough, else the id. */
  refTo(id: Id, kinds: readonly ReferenceKind[], organizationId?: Id): string
}

export function createNames(): Names {
  const byReference = new Map<string, Name[]>()
  const byId = new Map<Id, Name>()

  function declare(name: Name): boolean {
    const same = byReference.get(name.reference) ?? []
    const taken = same.some((each) => each.kind === name.kind && each.organizationId === name.organizationId)
    if (taken || byId.has(name.id)) return false
    byReference.set(name.reference, [...same, name])
    byId.set(name.id, name)
    return true
  }

  function look(reference: string, kinds: readonly ReferenceKind[], organizationId?: Id): readonly Name[] {
    const slash = reference.indexOf('/')
    if (slash !== -1) {
      const [organization] = look(reference.slice(0, slash), ['organization'])
      const own = look(reference.slice(slash + 1), kinds)
      return own.filter((name) => organization && name.organizationId === organization.id)
    }
    const known = isId(reference) ? byId.get(reference) : undefined
    if (known) return kinds.includes(known.kind) ? [known] : []
    const named = byReference.get(reference) ?? []
    if (named.length === 1) return named.filter(({ kind }) => kinds.includes(kind))
    const fitting = kinds.flatMap((kind) => named.filter((name) => name.kind === kind))
    const ownFirst = fitting.find((name) => organizationId && name.organizationId === organizationId)
    return ownFirst ? [ownFirst] : fitting
  }

  const referenceOf = (id: Id): string | undefined => byId.get(id)?.reference

  function refTo(id: Id, kinds: readonly ReferenceKind[], organizationId?: Id): string {
    const reference = referenceOf(id)
    if (reference === undefined) return id
    const found = look(reference, kinds, organizationId)
    return found.length === 1 && found[0]?.id === id ? reference : id
  }

  return { declare, look, all: () => [...byId.values()], referenceOf, refTo }
}
