import type { RecordedEvent } from '@nguon/contract'
import type { EventType } from '@nguon/domain'
import { diaryTexts, eventNames, markTexts } from '@nguon/locale'
import { Link } from 'wouter'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'

interface SavedPageProps {
  readonly type: EventType
  readonly answers: readonly RecordedEvent[]
  readonly count: number
  /** The batch that came of it. */
  readonly batchId?: string
}

/** It is recorded: what that means, what was remarked on it, and what to do next. */
export function SavedPage({ type, answers, count, batchId }: SavedPageProps) {
  const lang = useLang()
  const t = diaryTexts(lang)
  const { id } = useOrganization()
  const marks = Object.entries(markTexts).filter(([code]) =>
    answers.some((answer) => answer.marks.includes(code)),
  )
  return (
    <Page title={`${t.savedTitle}: ${eventNames[type][lang]}`}>
      <Notice tone="leaf" role="status">
        {count > 1 && <p>{t.savedMany({ count })}</p>}
        <p>{t.savedOne}</p>
      </Notice>
      {marks.map(([code, { name, meaning }]) => (
        <Notice key={code} tone="amber">
          <p>
            <b>{name[lang]}.</b> {meaning[lang]}
          </p>
        </Notice>
      ))}
      <div className="buttons">
        {batchId !== undefined && (
          <Link className="button main" href={paths.batch(id, batchId)}>
            {t.toBatch}
          </Link>
        )}
        <Link className={batchId === undefined ? 'button main' : 'button'} href={paths.today(id)}>
          {t.toToday}
        </Link>
        <Link className="button quiet" href={paths.record(id)}>
          {t.recordOther}
        </Link>
      </div>
    </Page>
  )
}
