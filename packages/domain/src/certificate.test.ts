import { describe, expect, test } from '@jest/globals'
import { certificateStateOn, coverOn, type KnownCertificate } from './certificate.ts'
import type { Certificate } from './version.ts'

const of = (more: Partial<Certificate>, plots: string[] = []): KnownCertificate => ({
  id: 'c',
  organizationId: 'coop',
  data: { type: 'VietGAP', number: '1', issuedOn: '2024-01-01', ...more },
  plotIds: new Set(plots),
})
const batch = (plots: string[], products = ['gourd'], places: string[] = []) => ({
  organizationId: 'coop',
  plotIds: new Set(plots),
  productIds: new Set(products),
  placeIds: new Set(places),
})

test.each([
  ['2023-12-31', 'not_yet'],
  ['2024-01-01', 'valid'],
  ['2024-12-31', 'valid'],
  ['2025-01-01', 'expired'],
])('a certificate of 2024 is on %s: %s', (day, state) => {
  expect(certificateStateOn(of({ expiresOn: '2024-12-31' }).data, day)).toBe(state)
})

test('a certificate is revoked from the day it was revoked on, and was valid before', () => {
  const { data } = of({ revokedOn: '2024-06-01', expiresOn: '2024-12-31' })
  expect(['2024-05-31', '2024-06-01', '2025-06-01'].map((day) => certificateStateOn(data, day))).toEqual([
    'valid',
    'revoked',
    'revoked',
  ])
})

describe('on a day a batch is covered', () => {
  const onPlots = of({ placeIds: ['p1', 'p2'], productIds: ['gourd'] }, ['p1', 'p2'])
  test.each([
    ['by one of its plots', onPlots, batch(['p1']), true],
    ['not when anything grew on another', onPlots, batch(['p1', 'p3']), false],
    ['not when nobody knows where it grew', onPlots, batch([]), false],
    ['not when it is another product', onPlots, batch(['p1'], ['tea']), false],
    ['by one of the house it was made in', of({ placeIds: ['mill'] }), batch([], ['tea'], ['mill']), true],
    ['not by one of another house', of({ placeIds: ['mill'] }), batch(['p1'], ['tea'], ['barn']), false],
    ['by one of the whole organization', of({ organization: true }), batch([]), true],
    ['by none that names nothing', of({}), batch(['p1']), false],
    ['not by one of another organization', { ...onPlots, organizationId: 'other' }, batch(['p1']), false],
  ])('%s', (_what, certificate, goods, isCovered) => {
    const states = coverOn([certificate], goods, '2024-05-05').map(({ state }) => state)
    expect(states).toEqual(isCovered ? ['valid'] : [])
    expect(coverOn([certificate], goods, '2023-05-05')).toEqual([])
  })
})
