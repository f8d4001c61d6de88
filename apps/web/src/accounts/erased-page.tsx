import { frameTexts, myDataTexts } from '@nguon/locale'
import { Link } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'

/** What remains to be said to who erased the own account. */
export function ErasedPage() {
  const t = useTexts(myDataTexts)
  const f = useTexts(frameTexts)
  return (
    <Page title={t.eraseTitle}>
      <Notice tone="leaf" role="status">
        {t.erased}
      </Notice>
      <Link className="button" href={paths.start}>
        {f.toStart}
      </Link>
    </Page>
  )
}
