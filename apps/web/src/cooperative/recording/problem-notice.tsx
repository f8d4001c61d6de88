import { diaryTexts, errorTexts, frameTexts } from '@nguon/locale'
import { useFormState } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { Problem, titleOf } from '../../problem.ts'
import { Notice } from '../../ui/notice.tsx'

interface ProblemNoticeProps {
  readonly problem: unknown
  readonly progress: { readonly done: number; readonly all: number }
  /** The lot of a batch the form knows, so that nobody reads an id. */
  readonly lotOf?: (batchId: string) => string | undefined
}

/** Why saving did not work and what to mend; nothing when it did. */
export function ProblemNotice({ problem, progress, lotOf }: ProblemNoticeProps) {
  const lang = useLang()
  const t = frameTexts(lang)
  const { errors } = useFormState()
  if (!problem) return null
  const requestId = problem instanceof Problem && problem.status >= 500 ? problem.requestId : undefined
  const title = titleOf(problem, lang)
  const isSaidAbove = messagesIn(errors).includes(title)
  const isKept = problem instanceof Problem && problem.isKept
  const partly = progress.done > 0 && progress.done < progress.all
  return (
    <Notice tone={partly || isKept ? 'amber' : 'red'} role={isKept ? 'status' : 'alert'}>
      <p>{isSaidAbove ? t.notSaved : title}</p>
      <Others problem={problem} lotOf={lotOf ?? (() => undefined)} />
      {partly && <p>{diaryTexts(lang).partly(progress)}</p>}
      {requestId && <p className="small">{t.requestId({ id: requestId })}</p>}
    </Notice>
  )
}

/** What fields of the form say is wrong with them. */
function messagesIn(errors: object): string[] {
  return Object.values(errors).flatMap((error: unknown) => {
    if (typeof error !== 'object' || error === null) return []
    return 'message' in error && 'type' in error ? [String(error.message)] : messagesIn(error)
  })
}

/** What else is wrong besides the title, with the lots concerned. */
function Others({ problem, lotOf }: { problem: unknown; lotOf: (batchId: string) => string | undefined }) {
  const lang = useLang()
  if (!(problem instanceof Problem)) return null
  const texts = errorTexts as Record<string, { vi: string; en: string } | undefined>
  const lines = problem.violations.map(({ code, batchId }) => {
    const lot = batchId ? lotOf(batchId) : undefined
    const text = code === problem.code ? '' : (texts[code]?.[lang] ?? '')
    return [lot, text].filter(Boolean).join(': ')
  })
  const told = [...new Set(lines.filter(Boolean))]
  if (told.length === 0) return null
  return (
    <ul>
      {told.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
