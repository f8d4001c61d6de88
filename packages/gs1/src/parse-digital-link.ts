import { type AiRule, matchesAi } from './ai-table.ts'
import { type DigitalLink, type Element, parseLinkSyntax, ruleOf } from './digital-link.ts'
import { Gs1Error } from './gs1-error.ts'
import { isRestricted, isRestrictedGtin } from './key.ts'
import { type Linter, linters } from './linters.ts'
import { piecesOf } from './value-format.ts'

/**
 * Reads a Digital Link and believes it only when every value has a right check digit and content, stands beside what it needs and
 * contradicts nothing, and no key is for restricted circulation.
 *
 * @param text an absolute http address or the raw target of a request
 * @throws {Gs1Error} as `parseLinkSyntax` and `assertLinkIsValid` do
 */
export function parseDigitalLink(text: string): DigitalLink {
  const link = parseLinkSyntax(text)
  assertLinkIsValid(link)
  return link
}

/** @throws {Gs1Error} WRONG_CHECK_DIGIT, WRONG_CONTENT, MISSING_COMPANION, EXCLUDED_COMPANION, RESTRICTED_NUMBER */
export function assertLinkIsValid({ key, qualifiers, attributes }: DigitalLink): void {
  const elements = [key, ...qualifiers, ...attributes]
  const ais = elements.map(({ ai }) => ai)
  for (const element of elements) {
    const rule = ruleOf(element.ai)
    assertContent(rule, element)
    assertCompany(rule, ais)
  }
}

function assertContent(rule: AiRule, { ai, value }: Element): void {
  const pieces = piecesOf(rule, value)
  rule.components.forEach((component, index) => {
    const piece = pieces[index]
    if (piece === undefined) return
    for (const linter of component.linters) {
      if (!linters[linter](piece)) throw new Gs1Error(codeOf(linter), `${ai} is wrong (${linter}): ${value}`)
      if (isForInsideUse(linter, piece))
        throw new Gs1Error('RESTRICTED_NUMBER', `${ai} is a number for restricted circulation: ${value}`)
    }
  })
}

const codeOf = (linter: Linter) => (linter.startsWith('csum') ? 'WRONG_CHECK_DIGIT' : 'WRONG_CONTENT')

/** No company has a prefix of these ranges, so whatever key begins with one was made up or is for inside use. */
function isForInsideUse(linter: Linter, piece: string): boolean {
  if (linter === 'gcppos1') return isRestricted(piece)
  if (linter !== 'gcppos2') return false
  return piece.length === 14 ? isRestrictedGtin(piece) : isRestricted(piece.slice(1))
}

function assertCompany({ ai, needs, excludes }: AiRule, present: readonly string[]): void {
  const isThere = (pattern: string) => present.some((other) => other !== ai && matchesAi(pattern, other))
  if (needs.length > 0 && !needs.some((group) => group.every(isThere)))
    throw new Gs1Error(
      'MISSING_COMPANION',
      `${ai} needs ${needs.map((group) => group.join('+')).join(' or ')}`,
    )
  const foe = excludes.find(isThere)
  if (foe !== undefined) throw new Gs1Error('EXCLUDED_COMPANION', `${ai} contradicts ${foe}`)
}
