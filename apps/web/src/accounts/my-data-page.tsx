import { myDataTexts } from '@nguon/locale'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useSettle } from '../session.ts'
import { Page } from '../ui/page.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { ExportButton } from './export-button.tsx'

/** What is kept about oneself, and what one may ask for: a copy, and erasure. */
export function MyDataPage() {
  const t = useTexts(myDataTexts)
  return (
    <Page title={t.title} back={paths.account}>
      <section className="section">
        <h2>{t.keptTitle}</h2>
        <ul className="bullets">
          {[t.keptAccount, t.keptSecrets, t.keptDevices, t.keptRecords, t.notKept].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section className="card">
        <h2>{t.exportTitle}</h2>
        <p>{t.exportHint}</p>
        <ExportButton label={t.makeExport} main />
      </section>
      <Rights />
      <Erase />
    </Page>
  )
}

function Rights() {
  const t = useTexts(myDataTexts)
  const rights = [t.rightKnow, t.rightConsent, t.rightSee, t.rightGet, t.rightComplain, t.rightProtect]
  return (
    <section className="section">
      <h2>{t.rightsTitle}</h2>
      <p>{t.rightsLaw}</p>
      <ul className="bullets">
        {rights.map((right) => (
          <li key={right}>{right}</li>
        ))}
      </ul>
      <p>{t.rightsHow}</p>
    </section>
  )
}

function Erase() {
  const t = useTexts(myDataTexts)
  const settle = useSettle()
  const [, go] = useLocation()
  const [isAsked, ask] = useState(false)
  const gone = () => {
    go(paths.erased, { replace: true })
    settle({ kind: 'anonymous' })
  }
  return (
    <section className="card">
      <h2>{t.eraseTitle}</h2>
      <p>{t.eraseHint}</p>
      <button type="button" className="button danger" onClick={() => ask(true)}>
        {t.erase}
      </button>
      {isAsked && (
        <EraseDialog
          title={t.eraseTitle}
          hint={t.eraseHint}
          action={t.erase}
          onErased={gone}
          onClose={() => ask(false)}
        />
      )}
    </section>
  )
}
