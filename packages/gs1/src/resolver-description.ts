import { gs1Namespace } from './link-types.ts'

/** Who runs a resolver and what it answers for. */
export interface ResolverFacts {
  /** An absolute address without a slash at its end. */
  readonly root: string
  readonly name: string
  /** Primary keys by number, or `all`. */
  readonly keys: readonly string[]
  readonly operator?: string
  /** `tel:` address. */
  readonly telephone?: string
  /** Where the JSON-LD context of linksets is. */
  readonly contextLocation?: string
}

/** The document of `/.well-known/gs1resolver` (GS1-Conformant Resolver Standard 1.2). */
export function buildResolverDescription(facts: ResolverFacts) {
  const { root, name, keys, operator, telephone, contextLocation } = facts
  const contact = {
    ...(operator === undefined ? {} : { fn: operator }),
    ...(telephone === undefined ? {} : { hasTelephone: telephone }),
  }
  return {
    name,
    resolverRoot: root,
    supportedPrimaryKeys: keys,
    supportedLinkType: [{ namespace: gs1Namespace, prefix: 'gs1:' }],
    linkTypeDefaultCanBeLinkset: false,
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
    ...(contextLocation === undefined ? {} : { jsonLdContextLocation: contextLocation }),
  }
}
