import { api } from '@nguon/contract'
import { accountTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { factorsQuery } from '../queries.ts'
import { Page } from '../ui/page.tsx'
import { ActDialog } from './act-dialog.tsx'
import { DoneNotice } from './done-notice.tsx'
import { NewFactor } from './new-factor.tsx'
import { type NamedFactor, OwnFactors } from './own-factors.tsx'

/** The ways in which one confirms who one is, besides the password. */
export function FactorsPage() {
  const t = useTexts(accountTexts)
  const queries = useQueryClient()
  const [asked, ask] = useState<NamedFactor>()
  const [done, setDone] = useState<string>()
  const [round, setRound] = useState(0)
  const added = () => {
    setDone(t.factorAdded)
    setRound(round + 1)
    void queries.invalidateQueries(factorsQuery)
  }
  return (
    <Page title={t.factors} below={t.factorsBelow} back={paths.account}>
      <DoneNotice>{done}</DoneNotice>
      <OwnFactors onRemove={ask} />
      <section className="section">
        <h2>{t.addWay}</h2>
        <NewFactor key={round} onDone={added} />
      </section>
      {asked && (
        <ActDialog
          title={t.removeDeviceTitle({ what: asked.title })}
          action={t.remove}
          cancel={t.cancel}
          danger
          act={() => call(api.removeFactor, { id: asked.id })}
          onDone={() => {
            ask(undefined)
            setDone(t.factorRemoved)
          }}
          onClose={() => ask(undefined)}
        >
          <p>{t.removeFactor}</p>
        </ActDialog>
      )}
    </Page>
  )
}
