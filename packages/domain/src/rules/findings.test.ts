import { describe, expect, test } from '@jest/globals'
import { type CheckedStep, findingsOf, newId } from '../index.ts'

const [harvestId, lot, crop] = [newId(), newId(), newId()]

const step = (more: Partial<CheckedStep> = {}): CheckedStep => ({
  eventId: harvestId,
  type: 'harvest',
  occurredAt: '2026-06-10T00:00:00.000Z',
  utcOffset: '+07:00',
  marks: [],
  evidence: [],
  details: {},
  items: [
    { batchId: crop, role: 'in', kind: 'crop' },
    { batchId: lot, role: 'out', kind: 'harvest' },
  ],
  ...more,
})
const codes = (checked: Parameters<typeof findingsOf>[0]) => findingsOf(checked).map(({ code }) => code)

describe('what is noticed in a history', () => {
  test('are the marks of its entries, warnings first', () => {
    const marks = ['IMPORTED', 'LATE_ENTRY', 'RULE_BROKEN_LATER'] as const
    expect(findingsOf({ steps: [step({ marks })] })).toEqual([
      { code: 'RULE_BROKEN_LATER', severity: 'warning', eventId: harvestId },
      { code: 'IMPORTED', severity: 'notice', eventId: harvestId },
      { code: 'LATE_ENTRY', severity: 'notice', eventId: harvestId },
    ])
  })

  test('is nothing of what was corrected', () => {
    expect(codes({ steps: [step({ marks: ['LATE_ENTRY'], correctedBy: { eventId: newId() } })] })).toEqual([])
  })

  test('is each ancestor that is held or recalled', () => {
    const [fine, held, recalled] = [newId(), newId(), newId()]
    const ancestors = [
      { id: fine, status: 'active' as const },
      { id: held, status: 'held' as const },
      { id: recalled, status: 'recalled_held' as const },
    ]
    const found = findingsOf({ steps: [], ancestors })
    expect(found.map(({ code, batchId }) => [code, batchId])).toEqual([
      ['ANCESTOR_ON_HOLD', held],
      ['ANCESTOR_ON_HOLD', recalled],
    ])
  })

  test('is a failed test, and what has no paper or picture', () => {
    const tested = step({ type: 'lab_test', details: { result: 'fail' }, items: [] })
    expect(codes({ steps: [tested] })).toEqual(['TEST_FAILED', 'EVIDENCE_MISSING'])
    expect(codes({ steps: [{ ...tested, details: { result: 'pass', report: 'a'.repeat(64) } }] })).toEqual([])
    const bought = step({ type: 'input_received', items: [] })
    expect(codes({ steps: [bought] })).toEqual(['EVIDENCE_MISSING'])
    expect(codes({ steps: [{ ...bought, details: { selfProduced: true } }] })).toEqual([])
    expect(codes({ steps: [{ ...bought, evidence: [{}] }] })).toEqual([])
  })

  test('are suspicious scans', () => {
    expect(codes({ steps: [], isScannedWidely: true })).toEqual(['SCAN_ANOMALY'])
  })
})

describe('a certificate on the day of a step', () => {
  const ocop = (more = {}) => ({
    id: newId(),
    type: 'OCOP',
    issuedOn: '2022-10-01',
    expiresOn: '2026-06-09',
    covers: () => true,
    ...more,
  })
  test('that had expired is said, by the day of the place', () => {
    const certificate = ocop()
    expect(findingsOf({ steps: [step()], certificates: [certificate] })).toEqual([
      { code: 'CERT_EXPIRED', severity: 'warning', eventId: harvestId, certificateId: certificate.id },
    ])
    expect(codes({ steps: [step()], certificates: [ocop({ expiresOn: '2026-06-10' })] })).toEqual([])
    const night = step({ occurredAt: '2026-06-09T17:00:00.000Z' })
    expect(codes({ steps: [night], certificates: [ocop()] })).toEqual(['CERT_EXPIRED'])
  })
  test('that was revoked counts no more, and one not issued yet not at all', () => {
    const open = { expiresOn: undefined }
    expect(codes({ steps: [step()], certificates: [ocop({ ...open, revokedOn: '2026-06-10' })] })).toEqual([
      'CERT_EXPIRED',
    ])
    expect(codes({ steps: [step()], certificates: [ocop({ ...open, issuedOn: '2026-06-11' })] })).toEqual([])
  })
  test('is not missed while another of its type is valid, or where it does not cover the step', () => {
    const renewed = ocop({ expiresOn: '2029-06-09' })
    expect(codes({ steps: [step()], certificates: [ocop(), renewed] })).toEqual([])
    expect(codes({ steps: [step()], certificates: [ocop(), { ...renewed, type: 'VietGAP' }] })).toEqual([
      'CERT_EXPIRED',
    ])
    expect(codes({ steps: [step()], certificates: [ocop({ covers: () => false })] })).toEqual([])
  })
})
