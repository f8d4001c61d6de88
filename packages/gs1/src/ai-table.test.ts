import { expect, test } from '@jest/globals'
import { type AiRule, aiTable } from './ai-table.ts'
import { readVector, withVectors } from './testing/vectors.ts'

/** A line of the dictionary as rules, read by other code than the table's own. */
function rulesOfLine(line: string): AiRule[] {
  const [head = ''] = line.split('#')
  const [range = '', ...tokens] = head.trim().split(/\s+/)
  const flags = /^[*?]+$/.test(tokens[0] ?? '') ? (tokens.shift() ?? '') : ''
  const attribute = (name: string) =>
    tokens.find((token) => token.split('=')[0] === name)?.slice(name.length + 1)
  const components = tokens.filter((token) => /^\[?[NXYZ](\.|\d)/.test(token))
  const [low = '', high = low] = range.split('-')
  const key = attribute('dlpkey')
  const rule = {
    fixed: flags.includes('*'),
    attribute: flags.includes('?'),
    components: components.map((token) => {
      const [type = '', ...linters] = token.split(',')
      const length = Number(type.match(/\d+/)?.[0])
      return {
        set: type.replace('[', '')[0] as 'N',
        min: type.includes('..') ? 1 : length,
        max: length,
        optional: type.startsWith('['),
        linters: linters as never[],
      }
    }),
    needs: (attribute('req')?.split(',') ?? []).map((group) => group.split('+')),
    excludes: attribute('ex')?.split(',') ?? [],
    ...(key === undefined
      ? {}
      : { qualifiers: key === '' ? [[]] : key.split('|').map((sequence) => sequence.split(',')) }),
  }
  const count = Number(high) - Number(low) + 1
  return Array.from({ length: count }, (_, i) => ({
    ai: String(Number(low) + i).padStart(low.length, '0'),
    ...rule,
  }))
}

withVectors('the table of application identifiers', () => {
  test('says of each what the dictionary says, and knows no other', () => {
    const lines = readVector('digital-link/gs1-syntax-dictionary.txt')
      .split('\n')
      .filter((line) => /^\d/.test(line))
    const expected = lines.flatMap(rulesOfLine)
    console.log(`${lines.length} lines of the dictionary, ${expected.length} application identifiers`)
    expect(expected.length).toBeGreaterThan(500)
    expect([...aiTable().values()].sort(byAi)).toEqual(expected.sort(byAi))
  })
})

const byAi = (a: AiRule, b: AiRule) => (a.ai < b.ai ? -1 : 1)
