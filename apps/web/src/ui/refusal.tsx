import { frameTexts } from '@nguon/locale'
import { useLang } from '../lang.tsx'
import { Problem, titleOf } from '../problem.ts'
import { Notice } from './notice.tsx'

/** Why something did not work and how to mend it; nothing when there is no problem. */
export function Refusal({ problem }: { problem: unknown }) {
  const lang = useLang()
  if (!problem) return null
  const requestId = problem instanceof Problem && problem.status >= 500 ? problem.requestId : undefined
  return (
    <Notice tone="red" role="alert">
      <p>{titleOf(problem, lang)}</p>
      {requestId && <p className="small">{frameTexts(lang).requestId({ id: requestId })}</p>}
    </Notice>
  )
}
