import type { PersonView } from '@nguon/contract'
import { peopleTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../lang.tsx'
import { peopleQuery } from '../queries.ts'
import { DoneNotice } from './done-notice.tsx'
import { EraseDialog } from './erase-dialog.tsx'

/** Deletes name and phone number of somebody who left, who can no longer ask for it here. */
export function ErasePerson({ person: { id, name } }: { person: PersonView }) {
  const t = useTexts(peopleTexts)
  const queries = useQueryClient()
  const [isAsked, ask] = useState(false)
  const [isErased, setErased] = useState(false)
  const erased = () => {
    ask(false)
    setErased(true)
    void queries.invalidateQueries(peopleQuery)
  }
  return (
    <>
      <DoneNotice>{isErased ? t.personErased : undefined}</DoneNotice>
      {!isErased && (
        <button type="button" className="button danger" onClick={() => ask(true)}>
          {t.erasePerson}
        </button>
      )}
      {isAsked && (
        <EraseDialog
          title={t.erasePersonTitle({ name })}
          hint={t.erasePersonHint}
          action={t.erasePerson}
          accountId={id}
          onErased={erased}
          onClose={() => ask(false)}
        />
      )}
    </>
  )
}
