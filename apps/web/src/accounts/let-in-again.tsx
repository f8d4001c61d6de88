import { api, type PersonView } from '@nguon/contract'
import { peopleTexts } from '@nguon/locale'
import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { InviteMade } from './invite-made.tsx'

/** An invite for who forgot the password or lost the phone: nobody sets a password for another. */
export function LetInAgain({ person: { id, kind } }: { person: PersonView }) {
  const t = useTexts(peopleTexts)
  const making = useMutation({ mutationFn: () => call(api.createInvite, { kind, accountId: id }) })
  if (making.data) return <InviteMade made={making.data} />
  return (
    <section className="card">
      <h2>{t.letIn}</h2>
      <p>{t.letInHint}</p>
      {kind !== 'staff' && <p className="small soft">{t.letInByTwo}</p>}
      <Refusal problem={making.error} />
      <button type="button" className="button" disabled={making.isPending} onClick={() => making.mutate()}>
        <KeyRound aria-hidden /> {making.isPending ? t.making : t.makeInvite}
      </button>
    </section>
  )
}
