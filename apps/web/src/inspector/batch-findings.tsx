import type { FindingCode } from '@nguon/domain'
import { useLang } from '../lang.tsx'
import { findingNames } from './finding-names.ts'

/** What is worth knowing, and no warning. */
const quiet: ReadonlySet<FindingCode> = new Set<FindingCode>(['IMPORTED', 'LATE_ENTRY', 'EVIDENCE_MISSING'])

/** What the checks noticed in a batch, in words. */
export function BatchFindings({ codes }: { codes: readonly FindingCode[] }) {
  const lang = useLang()
  if (codes.length === 0) return null
  return (
    <span className="chips row-chips">
      {codes.map((code) => (
        <span key={code} className={quiet.has(code) ? 'chip' : 'chip amber'}>
          {findingNames[code].name[lang]}
        </span>
      ))}
    </span>
  )
}
