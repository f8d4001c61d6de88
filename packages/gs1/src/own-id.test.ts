import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { aliasesOf, nameAt } from './alias.ts'
import { constrainedId } from './epc-id.ts'
import { buildOwnId, ownIdKinds, parseOwnId } from './own-id.ts'

describe('an own identifier', () => {
  test('is read back as it was built', () => {
    const name = fc.stringMatching(/^[\w~-]{1,20}$/)
    fc.assert(
      fc.property(fc.constantFrom(...ownIdKinds), name, (kind, text) => {
        const id = { root: 'https://id.a.vn/c/htx-7', kind, name: text }
        const built = buildOwnId(id)
        expect(parseOwnId(built)).toEqual(id)
        expect(constrainedId(built)).toBeUndefined()
      }),
      { verbose: 1 },
    )
  })

  test.each([
    ['is plain http', 'http://a.vn/class/x.1'],
    ['has letters beyond ASCII', 'https://a.vn/class/dưa'],
    ['is longer than 60 characters', `https://a.vn/class/${'x'.repeat(60)}`],
    ['is of no kind', 'https://a.vn/thing/x'],
    ['has nothing behind its kind', 'https://a.vn/class/'],
    ['has a query', 'https://a.vn/class/x?y'],
    ['leads out of its folder', 'https://a.vn/../class/x'],
    ['could be a Digital Link of a place', 'https://a.vn/414/9520003/loc/x'],
    ['could be a Digital Link of a product', 'https://a.vn/01/class/x'],
    ['has capitals in its host', 'https://A.vn/class/x'],
  ])('is none when it %s', (_case, text) => {
    expect(parseOwnId(text)).toBeUndefined()
  })

  test.each([
    { root: 'https://a.vn', kind: 'class', name: 'a/b' } as const,
    { root: 'https://a.vn/class', kind: 'obj', name: '..' } as const,
    { root: 'https://a.vn/401', kind: 'class', name: 'x' } as const,
    { root: 'https://a.vn', kind: 'class', name: 'x'.repeat(50) } as const,
  ])('is not built of %j', (id) => {
    expect(() => buildOwnId(id)).toThrow(expect.objectContaining({ code: 'NOT_AN_OWN_ID' }))
  })
})

describe('an alias', () => {
  const ownId = 'https://a.vn/class/dua-leo.1'
  const gs1Id = 'https://id.gs1.org/01/09520003000025/10/1'
  const later = {
    ownId,
    gs1Id: 'https://id.gs1.org/01/09520003000032/10/1',
    validFrom: '2027-05-01T00:00:00.000Z',
  }
  const aliases = [
    { ownId, gs1Id, validFrom: '2027-01-01T00:00:00.000Z' },
    later,
    {
      ownId: 'https://a.vn/class/khac',
      gs1Id: 'https://id.gs1.org/01/09520003000049',
      validFrom: later.validFrom,
    },
  ]

  test('makes every name of a thing find all its events', () => {
    const all = [ownId, gs1Id, later.gs1Id].sort()
    for (const name of all) expect(aliasesOf(name, aliases)).toEqual(all)
    expect(aliasesOf('https://a.vn/class/moi', aliases)).toEqual(['https://a.vn/class/moi'])
  })

  test.each([
    ['2026-12-31T23:59:59.999Z', ownId],
    ['2027-01-01T00:00:00.000Z', gs1Id],
    ['2027-06-01T00:00:00.000Z', later.gs1Id],
  ])('names an event of %s by what was valid then', (instant, name) => {
    expect(nameAt(ownId, aliases, instant)).toBe(name)
  })
})
