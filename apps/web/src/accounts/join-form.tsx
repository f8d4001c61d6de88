import { api, type InviteView } from '@nguon/contract'
import { joinTexts, personKindNames } from '@nguon/locale'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { call } from '../call.ts'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useSession, useSettle } from '../session.ts'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Refusal } from '../ui/refusal.tsx'
import type { InviteLink } from './invite-link.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { useSayWhen } from './say-when.ts'
import { PhoneField } from './sign-in-page.tsx'
import { useSending } from './use-sending.ts'

interface JoinFormProps {
  readonly link: InviteLink
  readonly invite: Pick<InviteView, 'kind' | 'name' | 'organizationName' | 'recovers' | 'expiresAt'>
}

/** Name, phone number and password; of who is let in again the name is known. */
export function JoinForm({ link, invite }: JoinFormProps) {
  const lang = useLang()
  const t = joinTexts(lang)
  const say = useSayWhen()
  const { person } = useSession()
  const { kind, organizationName: organization, recovers, expiresAt } = invite
  const { form, submit, busy, problem } = useJoining(link, invite)
  const role = personKindNames[kind][lang].toLowerCase()
  const below = recovers
    ? t.recoverBelow({ name: recovers.name, organization })
    : t.below({ organization, role })
  return (
    <Page title={recovers ? t.recoverTitle : t.title} below={below}>
      {person && (
        <Notice tone="amber" role="status">
          {t.takesOver({ name: person.name })}
        </Notice>
      )}
      <Form form={form} onSubmit={submit}>
        {!recovers && (
          <TextField
            name="name"
            label={t.name}
            hint={t.nameHint}
            required
            maxLength={80}
            autoComplete="name"
          />
        )}
        <PhoneField hint={t.phoneHint} />
        <NewPasswordField name="password" label={recovers ? t.newPassword : undefined} />
        <Refusal problem={problem} />
        <button type="submit" className="button main" disabled={busy}>
          {busy ? t.joining : recovers ? t.comeBack : t.join}
        </button>
      </Form>
      <p className="small soft">{t.until({ when: say(expiresAt) })}</p>
      <p className="small soft">{t.privacy}</p>
    </Page>
  )
}

function useJoining(link: InviteLink, { name: proposed = '', recovers }: JoinFormProps['invite']) {
  const settle = useSettle()
  const [, go] = useLocation()
  const form = useForm({ defaultValues: { name: recovers?.name ?? proposed, phone: '', password: '' } })
  const sending = useSending(
    form,
    async ({ name, phone, password }) => {
      const session = await call(api.join, { ...link, name: name.normalize('NFC').trim(), phone, password })
      settle(session)
      // The link is used up: it need not stay in the history of the browser.
      go(paths.welcome, { replace: true })
    },
    { PASSWORD_WEAK: { field: 'password' }, PHONE_TAKEN: { field: 'phone' } },
  )
  return { form, ...sending }
}
