import { frameTexts } from '@nguon/locale'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { Page } from './page.tsx'

/** What stands where there is no page. */
export function NoPage() {
  const t = useTexts(frameTexts)
  return (
    <Page title={t.noPage} below={t.noPageHint}>
      <a className="button main" href={paths.start}>
        {t.toStart}
      </a>
    </Page>
  )
}
