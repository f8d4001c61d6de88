import type { EventDetails } from '@nguon/domain'
import { cleanText, compact } from '../cooperative/recording/clean-text.ts'

type Details = EventDetails<'inspection'>
type Severity = Details['findings'][number]['severity']

/** What the form of an inspection holds. */
export interface InspectionValues {
  kind: string
  findings: { severity: Severity; text: string; due: string }[]
  conclusion: string
  due: string
  /** Of a spraying by its event, and `rework`: whether it is permitted, and why. */
  permits: Record<string, { is: boolean; reason: string } | undefined>
}

export const rework = 'rework'

export const emptyInspection = (kind: string): InspectionValues => ({
  kind,
  findings: [],
  conclusion: '',
  due: '',
  permits: {},
})

/** The details of the event that the form amounts to. */
export function detailsOfInspection({ kind, findings, conclusion, due, permits }: InspectionValues): Details {
  const permitted = Object.entries(permits).flatMap(([key, permit]): NonNullable<Details['permits']> => {
    const reason = cleanText(permit?.reason)
    if (!permit?.is || reason === undefined) return []
    return key === rework
      ? [{ rule: 'BATCH_ON_HOLD', reason }]
      : [{ rule: 'PHI_NOT_ELAPSED', eventId: key, reason }]
  })
  return compact({
    kind: cleanText(kind) ?? '',
    findings: findings.map((finding) =>
      compact({
        severity: finding.severity,
        text: cleanText(finding.text) ?? '',
        due: finding.due || undefined,
      }),
    ),
    conclusion: cleanText(conclusion) ?? '',
    due: due || undefined,
    permits: permitted.length > 0 ? permitted : undefined,
  }) as Details
}
