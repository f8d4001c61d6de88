import { recallCaseTexts, recallTexts } from '@nguon/locale'
import { useLang } from '../lang.tsx'
import { Problem } from '../problem.ts'
import { Refusal } from '../ui/refusal.tsx'

/** Why a step of a recall was refused, and what to do now. */
export function RecallRefusal({ problem }: { problem: unknown }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const mends: Record<string, string> = {
    RECALL_CHANGED: recallTexts(lang).changedMend,
    SECOND_PERSON_REQUIRED: t.secondMend,
    ALREADY_DECIDED: t.decidedMend,
    NOT_FOUND: recallTexts(lang).startMissing,
  }
  if (!problem) return null
  const mend = problem instanceof Problem ? mends[problem.code] : undefined
  return (
    <>
      <Refusal problem={problem} />
      {mend && <p>{mend}</p>}
    </>
  )
}
