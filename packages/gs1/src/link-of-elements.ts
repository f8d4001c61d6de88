import {
  assertAttributes,
  canonicalOrigin,
  type DigitalLink,
  type Element,
  isPath,
  ruleOf,
} from './digital-link.ts'
import { Gs1Error } from './gs1-error.ts'
import { fitsFormat } from './value-format.ts'

/**
 * The Digital Link that carries these elements: the first primary key, the alternative of its qualifiers that takes most of them,
 * and the rest in the query, those of fixed length first. An element that stands twice with the same value counts once.
 *
 * @param origin `https://host`, with or without a path that stands before the key
 * @throws {Gs1Error} UNKNOWN_AI, WRONG_FORMAT, NO_PRIMARY_KEY, WRONG_PATH, NOT_AN_ATTRIBUTE, BELONGS_IN_PATH, DUPLICATE_AI
 */
export function linkOfElements(elements: readonly Element[], origin: string = canonicalOrigin): DigitalLink {
  const once = elements.filter(
    ({ ai, value }, index) =>
      elements.findIndex((other) => other.ai === ai && other.value === value) === index,
  )
  for (const { ai, value } of once)
    if (!fitsFormat(ruleOf(ai), value)) throw new Gs1Error('WRONG_FORMAT', `no value of ${ai}: ${value}`)
  const key = once.find(({ ai }) => ruleOf(ai).qualifiers)
  if (!key) throw new Gs1Error('NO_PRIMARY_KEY', 'none of these is a primary key')
  const qualifiers = qualifiersOf(key, once)
  const rest = once.filter((element) => element !== key && !qualifiers.includes(element))
  const attributes = [true, false].flatMap((fixed) => rest.filter(({ ai }) => ruleOf(ai).fixed === fixed))
  assertAttributes(key, qualifiers, attributes)
  const [, root = '', stem = ''] = /^([a-z]+:\/\/[^/]*)?(.*?)\/?$/.exec(origin) ?? []
  return { origin: root, stem, key, qualifiers, attributes, others: [] }
}

function qualifiersOf(key: Element, elements: readonly Element[]): Element[] {
  const rule = ruleOf(key.ai)
  const taken = (rule.qualifiers ?? []).map((sequence) =>
    sequence.flatMap((ai) => elements.find((element) => element.ai === ai) ?? []),
  )
  const best = taken.reduce((most, some) => (some.length > most.length ? some : most), [])
  if (
    !isPath(
      rule,
      best.map(({ ai }) => ai),
    )
  )
    throw new Gs1Error('WRONG_PATH', `${key.ai} needs a qualifier`)
  return best
}
