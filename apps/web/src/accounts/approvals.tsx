import { api, type InviteView } from '@nguon/contract'
import { operatorTexts, peopleTexts, personKindNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../call.ts'
import { useLang } from '../lang.tsx'
import { invitesQuery } from '../queries.ts'
import { ActDialog } from './act-dialog.tsx'
import { DoneNotice } from './done-notice.tsx'

const nameOf = ({ recovers, name }: InviteView): string => recovers?.name ?? name ?? ''

/** People whom one operator wants to let in again, and a second one has to agree to. Nothing when nobody waits. */
export function Approvals() {
  const lang = useLang()
  const t = operatorTexts(lang)
  const { data } = useSuspenseQuery(invitesQuery)
  const [asked, ask] = useState<InviteView>()
  const [isDone, setDone] = useState(false)
  const waiting = data.items.filter(({ state }) => state === 'awaiting')
  if (waiting.length === 0 && !isDone) return null
  return (
    <section className="section">
      <h2>{t.approvals}</h2>
      <DoneNotice>{isDone ? t.approved : undefined}</DoneNotice>
      <ul className="list">
        {waiting.map((invite) => (
          <Waiting key={invite.id} invite={invite} onApprove={() => ask(invite)} />
        ))}
      </ul>
      {asked && (
        <ActDialog
          title={t.approveTitle({ name: nameOf(asked) })}
          action={t.approve}
          cancel={peopleTexts(lang).cancel}
          act={() => call(api.approveInvite, { id: asked.id })}
          onDone={() => {
            ask(undefined)
            setDone(true)
          }}
          onClose={() => ask(undefined)}
        >
          <p>{t.approveHint}</p>
        </ActDialog>
      )}
    </section>
  )
}

function Waiting({ invite, onApprove }: { invite: InviteView; onApprove: () => void }) {
  const lang = useLang()
  const t = operatorTexts(lang)
  return (
    <li className="row">
      <span>
        <b>{nameOf(invite)}</b>
        <small>
          {invite.organizationName} · {personKindNames[invite.kind][lang]}
        </small>
      </span>
      <button
        type="button"
        className="button"
        aria-label={t.approveOf({ name: nameOf(invite) })}
        onClick={onApprove}
      >
        {t.approve}
      </button>
    </li>
  )
}
