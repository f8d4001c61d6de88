import { describe, expect, test } from '@jest/globals'
import { type StoredVersion, versionOn } from './subject-store.ts'

const version = (sequence: number, validFrom: string | null) =>
  ({ id: 'x', kind: 'place', organizationId: 'o', sequence, validFrom, data: {} }) as unknown as StoredVersion

describe('the version of a day', () => {
  test.each([
    [
      'begins last, in whatever order it was recorded',
      [
        [1, '2026-06-01'],
        [2, '2026-01-01'],
      ],
      '2026-07-01',
      1,
    ],
    [
      'has begun',
      [
        [1, '2026-06-01'],
        [2, '2026-01-01'],
      ],
      '2026-05-31',
      2,
    ],
    [
      'is valid from that very day',
      [
        [1, null],
        [2, '2026-05-31'],
      ],
      '2026-05-31',
      2,
    ],
    [
      'was recorded last of those that begin together',
      [
        [1, null],
        [2, null],
      ],
      '2026-05-31',
      2,
    ],
    [
      'begins at a day rather than from the beginning',
      [
        [1, '2026-01-01'],
        [2, null],
      ],
      '2026-05-31',
      1,
    ],
    [
      'begins first where all begin later',
      [
        [1, '2026-09-01'],
        [2, '2026-08-01'],
      ],
      '2026-05-31',
      2,
    ],
  ] as const)('is the one that %s', (_which, versions, day, sequence) => {
    const stored = versions.map(([number, validFrom]) => version(number, validFrom))
    expect(versionOn(stored, day)?.sequence).toBe(sequence)
  })

  test('is none where there is none', () => {
    expect(versionOn([], '2026-05-31')).toBeUndefined()
  })
})
