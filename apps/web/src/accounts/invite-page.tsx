import type { PersonKind } from '@nguon/domain'
import { operatorTexts, peopleTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { organizationsQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { Page } from '../ui/page.tsx'
import { InviteForm } from './invite-form.tsx'
import { InviteMade, type MadeInvite } from './invite-made.tsx'

/** Invites a person; then shows the link, this once. */
export function InvitePage() {
  const t = useTexts(peopleTexts)
  const { kind, organization } = useSignedIn()
  const [made, setMade] = useState<MadeInvite>()
  if (kind === 'operator') return <ByOperator made={made} onMade={setMade} />
  return (
    <Page
      title={t.invite}
      below={organization && t.inviteTo({ organization: organization.name })}
      back={paths.people()}
    >
      {made ? <InviteMade made={made} /> : <InviteForm kinds={['staff', 'admin']} onMade={setMade} />}
    </Page>
  )
}

interface ByOperatorProps {
  readonly made: MadeInvite | undefined
  readonly onMade: (made: MadeInvite) => void
}

/** The operator invites the admins of an organization, inspectors of an inspectorate, and operators. */
function ByOperator({ made, onMade }: ByOperatorProps) {
  const t = useTexts(peopleTexts)
  const o = useTexts(operatorTexts)
  const [search] = useSearchParams()
  const { data } = useSuspenseQuery(organizationsQuery)
  const organization = data.items.find(({ id }) => id === search.get('don-vi'))
  const kind = kindFor(search.get('loai'), organization?.data.kind === 'inspectorate')
  const titles = { admin: t.invite, inspector: o.inviteInspector, operator: o.inviteOperator }
  return (
    <Page
      title={titles[kind]}
      below={organization && t.inviteTo({ organization: organization.data.name })}
      back={organization ? paths.people({ 'don-vi': organization.id }) : paths.operator}
    >
      {made ? (
        <InviteMade made={made} />
      ) : (
        <InviteForm kinds={[kind]} organizationId={organization?.id} onMade={onMade} />
      )}
    </Page>
  )
}

function kindFor(asked: string | null, isInspectorate: boolean): Exclude<PersonKind, 'staff'> {
  if (isInspectorate || asked === 'inspector') return 'inspector'
  return asked === 'operator' ? 'operator' : 'admin'
}
