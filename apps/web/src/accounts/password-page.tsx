import { api } from '@nguon/contract'
import { accountTexts, joinTexts } from '@nguon/locale'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useSettle, useSignedIn } from '../session.ts'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { DoneNotice } from './done-notice.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { useSending } from './use-sending.ts'

/** Changes one's own password. */
export function PasswordPage() {
  const t = useTexts(accountTexts)
  const j = useTexts(joinTexts)
  const settle = useSettle()
  const { person } = useSignedIn()
  const [isDone, setDone] = useState(false)
  const form = useForm({ defaultValues: { current: '', password: '' } })
  const { submit, busy, problem } = useSending(
    form,
    async (values) => {
      settle(await call(api.changePassword, values))
      form.reset()
      setDone(true)
    },
    { SIGN_IN_FAILED: { field: 'current', say: t.currentWrong }, PASSWORD_WEAK: { field: 'password' } },
  )
  return (
    <Page title={t.changePassword} below={t.passwordBelow} back={paths.account}>
      <DoneNotice>{isDone ? t.passwordChanged : undefined}</DoneNotice>
      <Form form={form} onSubmit={submit}>
        {/* So that a password manager knows whose password this is. */}
        <input type="text" autoComplete="username" defaultValue={person.phone} hidden readOnly />
        <PasswordField name="current" label={t.currentPassword} autoComplete="current-password" />
        <NewPasswordField name="password" label={j.newPassword} />
        <Refusal problem={problem} />
        <button type="submit" className="button main" disabled={busy}>
          {t.changePassword}
        </button>
      </Form>
    </Page>
  )
}
