import type { RecordedEvent } from '@nguon/contract'
import { batchTexts, markTexts, registerTexts } from '@nguon/locale'
import { PencilLine, Plus, Printer } from 'lucide-react'
import { Link } from 'wouter'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'
import { Qr } from '../qr.tsx'

interface RegisteredPageProps {
  readonly batch: { readonly id: string; readonly lot: string }
  readonly answers: readonly RecordedEvent[]
  readonly again: () => void
}

/** The batch is there: its code, and what one does next. */
export function RegisteredPage({ batch, answers, again }: RegisteredPageProps) {
  const lang = useLang()
  const t = registerTexts(lang)
  const { id } = useOrganization()
  const late = answers.some(({ marks }) => marks.includes('LATE_ENTRY'))
  return (
    <Page title={t.savedTitle}>
      <Notice tone="leaf" role="status">
        {t.saved({ lot: batch.lot })}
      </Notice>
      {late && <Notice tone="amber">{markTexts.LATE_ENTRY.meaning[lang]}</Notice>}
      <div className="card qr-card">
        <Qr batch={batch} />
        <b className="code">{batch.lot}</b>
      </div>
      <div className="buttons">
        <Link className="button main" href={paths.print(id, batch.id)}>
          <Printer aria-hidden /> {batchTexts(lang).print}
        </Link>
        <Link className="button" href={paths.record(id, undefined, { lo: batch.id })}>
          <PencilLine aria-hidden /> {t.writeDiary}
        </Link>
        <button type="button" className="button" onClick={again}>
          <Plus aria-hidden /> {t.another}
        </button>
        <Link className="button quiet" href={paths.batch(id, batch.id)}>
          {t.openBatch}
        </Link>
      </div>
    </Page>
  )
}
