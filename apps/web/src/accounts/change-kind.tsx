import { api, type PersonView } from '@nguon/contract'
import { peopleTexts } from '@nguon/locale'
import { useState } from 'react'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { ActDialog } from './act-dialog.tsx'
import { DoneNotice } from './done-notice.tsx'

/** Makes staff an admin, or an admin staff. */
export function ChangeKind({ person: { id, kind, name } }: { person: PersonView }) {
  const t = useTexts(peopleTexts)
  const [isAsked, ask] = useState(false)
  const [isDone, setDone] = useState(false)
  const next = kind === 'staff' ? 'admin' : 'staff'
  const action = next === 'admin' ? t.makeAdmin : t.makeStaff
  return (
    <>
      <DoneNotice>{isDone ? t.changed : undefined}</DoneNotice>
      <button type="button" className="button" onClick={() => ask(true)}>
        {action}
      </button>
      {isAsked && (
        <ActDialog
          title={t.kindTitle({ name })}
          action={action}
          cancel={t.cancel}
          act={() => call(api.changeKind, { id, kind: next })}
          onDone={() => {
            ask(false)
            setDone(true)
          }}
          onClose={() => ask(false)}
        >
          <p>{next === 'admin' ? t.makeAdminHint : t.makeStaffHint}</p>
        </ActDialog>
      )}
    </>
  )
}
