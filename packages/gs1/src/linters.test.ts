import { expect, test } from '@jest/globals'
import { aiTable } from './ai-table.ts'
import { type Linter, linters } from './linters.ts'
import { readSplit, withVectors } from './testing/vectors.ts'

interface Case {
  readonly value: string
  readonly ok: boolean
}

/** Published in two lines of source, of which the set holds only the first: no answer to hold us to. */
const isCutOff = (name: string, { value }: Case): boolean => name === 'csumalpha' && value.length === 50

withVectors('the checks of content', () => {
  const sets = readSplit<{ linters: Record<string, Case[]> }>('linter-vectors')
  const named = sets.flatMap((set) => Object.entries(set.linters))

  test.each(named)('%s says of every published value what its authors say', (name, cases) => {
    const wrong = cases
      .filter((each) => !isCutOff(name, each))
      .filter(({ value, ok }) => linters[name as Linter](value) !== ok)
    expect(wrong).toEqual([])
  })

  test('were asked as often as said here', () => {
    const cases = named.flatMap(([name, each]) => each.filter((one) => !isCutOff(name, one)))
    console.log(`${cases.length} values: ${cases.filter(({ ok }) => ok).length} right, all answered`)
    expect(cases.length).toBeGreaterThan(800)
  })
})

test('every check that the table asks for exists', () => {
  const asked = new Set(
    [...aiTable().values()].flatMap((rule) => rule.components.flatMap((part) => part.linters)),
  )
  expect([...asked].filter((name) => !(name in linters))).toEqual([])
})

test.each<[Linter, string, boolean]>([
  ['couponcode', '012345612345611110123', true],
  ['couponcode', '012345612345611110123121110129', true],
  ['couponcode', '01234561234561111012332612314261231', true],
  ['couponcode', '01234561234561111012332612314270101', false],
  ['couponcode', '012345612345611110123901', false],
  ['couponcode', '0123456123456111101237', false],
  ['couponposoffer', '001234561234560123456', true],
  ['couponposoffer', '0012345612345601234567', false],
  ['couponposoffer', '201234561234560123456', false],
  ['packagetype', 'PX', true],
  ['packagetype', 'QZ', false],
  ['iso4217', '704', true],
  ['iso4217', '705', false],
  ['iso3166', '704', true],
  ['iso3166', '705', true],
  ['iso3166', '999', false],
  ['iso3166alpha2', 'VN', true],
  ['iso3166alpha2', 'VV', false],
  ['gcppos1', '9521', true],
  ['gcppos1', '952', false],
  ['gcppos2', 'A9521X', true],
  ['gcppos2', '1952X', false],
  ['importeridx', '_', true],
  ['importeridx', '__', false],
  ['cset64', 'aZ0-_==', true],
  ['cset64', 'a/b', false],
])('%s of %s is %s', (name, value, ok) => {
  expect(linters[name](value)).toBe(ok)
})
