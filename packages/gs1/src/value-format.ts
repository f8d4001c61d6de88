import type { AiRule, Component } from './ai-table.ts'

const sets: Record<Component['set'], string> = {
  N: '\\d',
  X: '[!"%&\'()*+,\\-./0-9:;<=>?A-Z_a-z]',
  Y: '[#\\-/0-9A-Z]',
  Z: '[-\\w=]',
}

/** A pattern with a group for each component; once an optional one is absent so are all behind it. */
function patternOf(components: readonly Component[]): string {
  const [first, ...rest] = components
  if (!first) return ''
  const own = `(${sets[first.set]}{${first.min},${first.max}})`
  return first.optional ? `(?:${own}${patternOf(rest)})?` : `${own}${patternOf(rest)}`
}

const patterns = /* @__PURE__ */ new Map<string, RegExp>()

function regExpOf({ ai, components }: AiRule): RegExp {
  const known = patterns.get(ai)
  if (known) return known
  const made = new RegExp(`^${patternOf(components)}$`)
  patterns.set(ai, made)
  return made
}

/** Whether a value has the length and characters of its application identifier. */
export const fitsFormat = (rule: AiRule, value: string): boolean => regExpOf(rule).test(value)

/** The pieces of a value that fits, one for each component; undefined where an optional one is absent. */
export const piecesOf = (rule: AiRule, value: string): readonly (string | undefined)[] =>
  regExpOf(rule).exec(value)?.slice(1) ?? []
