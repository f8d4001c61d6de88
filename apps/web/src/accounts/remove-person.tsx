import { api, type PersonView } from '@nguon/contract'
import { peopleTexts } from '@nguon/locale'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useSignedIn } from '../session.ts'
import { ActDialog } from './act-dialog.tsx'

/** Ends a membership. */
export function RemovePerson({ person: { id, name, organizationId } }: { person: PersonView }) {
  const t = useTexts(peopleTexts)
  const { kind } = useSignedIn()
  const [, go] = useLocation()
  const [isAsked, ask] = useState(false)
  return (
    <>
      <button type="button" className="button danger" onClick={() => ask(true)}>
        {t.remove}
      </button>
      {isAsked && (
        <ActDialog
          title={t.removeTitle({ name })}
          action={t.remove}
          cancel={t.cancel}
          danger
          act={() => call(api.removePerson, { id })}
          onDone={() => go(paths.people(kind === 'operator' ? { 'don-vi': organizationId } : {}))}
          onClose={() => ask(false)}
        >
          <p>{t.removeHint}</p>
        </ActDialog>
      )}
    </>
  )
}
