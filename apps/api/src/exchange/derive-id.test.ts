import { describe, expect, test } from '@jest/globals'
import { Id } from '@nguon/domain'
import { deriveId } from './derive-id.ts'

const organization = deriveId('organization', undefined, 'org-b')

describe('an id made from a reference', () => {
  test('is the same whenever it is made', () => {
    expect(organization).toBe('00000000-0000-72c6-bcba-fb56f4c35a53')
    expect(deriveId('batch', organization, 'bat-b1')).toBe(deriveId('batch', organization, 'bat-b1'))
  })

  test('is a UUIDv7 of the time of recording', () => {
    const id = deriveId('event', organization, 'ev-018', '2026-02-20T12:00:00.000Z')
    expect(Id.safeParse(id).success).toBe(true)
    expect(id.charAt(14)).toBe('7')
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-02-20T12:00:00.000Z'))
  })

  test.each([
    ['kind', deriveId('crop', organization, 'bat-b1')],
    ['organization', deriveId('batch', deriveId('organization', undefined, 'org-a'), 'bat-b1')],
    ['reference', deriveId('batch', organization, 'bat-b2')],
    ['time', deriveId('batch', organization, 'bat-b1', '2026-02-20T12:00:00.000Z')],
  ])('is another for another %s', (_part, other) => {
    expect(other).not.toBe(deriveId('batch', organization, 'bat-b1'))
  })
})
