export { type Address, buildPath, parsePath } from './address.ts'
export { type Alias, aliasesOf, nameAt } from './alias.ts'
export { checkDigit, checkPair } from './check-digit.ts'
export { chooseLink, forwardQuery, type LinkChoice, type LinkRequest } from './choose-link.ts'
export {
  buildDigitalLink,
  canonicalLink,
  type DigitalLink,
  type Element,
  parseLinkSyntax,
} from './digital-link.ts'
export { openEpcBinary } from './epc-binary.ts'
export { constrainedId, constrainedLink } from './epc-id.ts'
export { Gs1Error, type Gs1ErrorCode } from './gs1-error.ts'
export { isGln, parseGtin } from './key.ts'
export { linkOfElements } from './link-of-elements.ts'
export { type LinkType, linkTypes, linkTypeUri } from './link-types.ts'
export {
  buildLinkset,
  type Link,
  type LinkContext,
  type Linkset,
  linksetHeader,
  linksetMediaType,
} from './linkset.ts'
export { ownCode, parseOwnCode } from './own-code.ts'
export { buildOwnId, type OwnId, type OwnIdKind, parseOwnId } from './own-id.ts'
export { assertLinkIsValid, parseDigitalLink } from './parse-digital-link.ts'
export { buildResolverDescription, type ResolverFacts } from './resolver-description.ts'
