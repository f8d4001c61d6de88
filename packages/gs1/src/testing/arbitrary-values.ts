import fc from 'fast-check'
import type { AiRule, Component } from '../ai-table.ts'
import { checkDigit, checkPair } from '../check-digit.ts'

const characters: Record<Component['set'], string> = {
  N: '0123456789',
  X: '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
  Y: '#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  Z: '-0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
}

const piece = ({ set, min, max }: Component): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters[set]), minLength: min, maxLength: max })

/** Pieces with how many of the optional ones are there. */
const pieces = (rule: AiRule, of: (component: Component) => fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const must = rule.components.filter(({ optional }) => !optional).length
  return fc
    .integer({ min: must, max: rule.components.length })
    .chain((count) => fc.tuple(...rule.components.slice(0, count).map(of)))
    .map((texts) => texts.join(''))
}

/** Any value of the right length and characters, whatever it means. */
export const anyValue = (rule: AiRule): fc.Arbitrary<string> => pieces(rule, piece)

/** Prefixes of companies: none of those for inside use. */
const prefix = fc.constantFrom('9521', '8930', '0614', '4012')

/** A piece of a key that is right: its company prefix, its check digit or check pair, its zero, its piece of total. */
function rightPiece(component: Component): fc.Arbitrary<string> {
  const { linters, max } = component
  if (linters.includes('zero')) return fc.constant('0')
  if (linters.includes('pieceoftotal')) return fc.constantFrom('0101', '0102', '9999')
  const at = linters.includes('gcppos2') ? 1 : 0
  if (linters.includes('csum'))
    return fc
      .tuple(prefix, fc.string({ unit: fc.constantFrom(...characters.N), minLength: max, maxLength: max }))
      .map(([company, digits]) => `${digits.slice(0, at)}${company}${digits}`.slice(0, max - 1))
      .map((digits) => `${digits}${checkDigit(digits)}`)
  if (linters.includes('csumalpha'))
    return fc
      .tuple(prefix, fc.string({ unit: fc.constantFrom(...characters.X), maxLength: max - 6 }))
      .map((parts) => parts.join(''))
      .map((text) => `${text}${checkPair(text)}`)
  if (linters.includes('gcppos1'))
    return fc
      .tuple(prefix, fc.string({ unit: fc.constantFrom(...characters[component.set]), maxLength: max - 4 }))
      .map((parts) => parts.join(''))
  return piece(component)
}

/** A value of a key that every check accepts. */
export const validValue = (rule: AiRule): fc.Arbitrary<string> => pieces(rule, rightPiece)
