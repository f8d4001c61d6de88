import { api, type InviteView } from '@nguon/contract'
import { inviteStateNames, peopleTexts, personKindNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../call.ts'
import { useLang, useTexts } from '../lang.tsx'
import { invitesQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { Empty } from '../ui/empty.tsx'
import { ActDialog } from './act-dialog.tsx'
import { DoneNotice } from './done-notice.tsx'
import { useSayWhen } from './say-when.ts'

/** The invites that somebody may still use, each of which can be withdrawn. */
export function OpenInvites({ organizationId }: { organizationId: string | undefined }) {
  const t = useTexts(peopleTexts)
  const { kind } = useSignedIn()
  const { data } = useSuspenseQuery(invitesQuery)
  const [asked, ask] = useState<InviteView>()
  const [isDone, setDone] = useState(false)
  const open = data.items.filter(
    ({ state, organizationId: whose }) =>
      (state === 'open' || state === 'awaiting') && (!organizationId || whose === organizationId),
  )
  const withOrganization = kind === 'operator' && !organizationId
  return (
    <section className="section">
      <h2>{t.invites}</h2>
      <DoneNotice>{isDone ? t.withdrawn : undefined}</DoneNotice>
      {open.length === 0 && <Empty title={t.noInvites} />}
      {open.length > 0 && (
        <ul className="list">
          {open.map((invite) => (
            <Invite
              key={invite.id}
              invite={invite}
              withOrganization={withOrganization}
              onWithdraw={() => ask(invite)}
            />
          ))}
        </ul>
      )}
      {asked && <Withdraw invite={asked} onDone={() => setDone(true)} onClose={() => ask(undefined)} />}
    </section>
  )
}

interface WithdrawProps {
  readonly invite: InviteView
  readonly onDone: () => void
  readonly onClose: () => void
}

function Withdraw({ invite: { id }, onDone, onClose }: WithdrawProps) {
  const t = useTexts(peopleTexts)
  return (
    <ActDialog
      title={t.withdrawTitle}
      action={t.withdraw}
      cancel={t.cancel}
      danger
      act={() => call(api.revokeInvite, { id })}
      onDone={() => {
        onDone()
        onClose()
      }}
      onClose={onClose}
    >
      <p>{t.withdrawHint}</p>
    </ActDialog>
  )
}

interface InviteProps {
  readonly invite: InviteView
  readonly withOrganization: boolean
  readonly onWithdraw: () => void
}

function Invite({ invite, withOrganization, onWithdraw }: InviteProps) {
  const lang = useLang()
  const t = peopleTexts(lang)
  const say = useSayWhen()
  const { kind, name, recovers, expiresAt, state, organizationName } = invite
  const title = recovers ? t.recoveryOf({ name: recovers.name }) : (name ?? t.unnamed)
  return (
    <li className="row">
      <span>
        <b>{title}</b>
        <small>
          {[personKindNames[kind][lang], withOrganization && organizationName].filter(Boolean).join(' · ')}
        </small>
        <small>
          {inviteStateNames[state][lang]}, {t.expiresAt({ when: say(expiresAt) })}
        </small>
      </span>
      <button
        type="button"
        className="button danger"
        aria-label={t.withdrawOf({ name: title })}
        onClick={onWithdraw}
      >
        {t.withdrawShort}
      </button>
    </li>
  )
}
