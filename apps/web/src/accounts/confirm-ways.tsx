import { api, type Factor } from '@nguon/contract'
import { signInTexts } from '@nguon/locale'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { useSettle } from '../session.ts'
import { Form } from '../ui/form.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { TotpForm } from './totp-form.tsx'
import { useSending } from './use-sending.ts'

interface ConfirmWaysProps {
  readonly factors: readonly Factor[]
  readonly onDone?: () => void
}

/** The ways in which this person can confirm who they are; the password where there is no other. */
export function ConfirmWays({ factors, onDone }: ConfirmWaysProps) {
  const t = useTexts(signInTexts)
  const hasApp = factors.includes('totp')
  const hasPasskey = factors.includes('passkey')
  if (!hasApp && !hasPasskey) return <ByPassword onDone={onDone} />
  return (
    <>
      {hasApp && <TotpForm endpoint={api.confirmTotp} label={t.code} onDone={onDone} />}
      {hasApp && hasPasskey && <p className="or">{t.or}</p>}
      {hasPasskey && <PasskeyButton main={!hasApp} onDone={onDone} />}
    </>
  )
}

function ByPassword({ onDone }: { onDone?: (() => void) | undefined }) {
  const t = useTexts(signInTexts)
  const settle = useSettle()
  const form = useForm({ defaultValues: { password: '' } })
  const { submit, busy, problem } = useSending(
    form,
    async ({ password }) => {
      settle(await call(api.confirmPassword, { password }))
      onDone?.()
    },
    { SIGN_IN_FAILED: { field: 'password' }, FACTOR_FAILED: { field: 'password' } },
  )
  return (
    <Form form={form} onSubmit={submit}>
      <PasswordField name="password" label={t.password} autoComplete="current-password" />
      <Refusal problem={problem} />
      <button type="submit" className="button main" disabled={busy}>
        {busy ? t.confirming : t.confirm}
      </button>
    </Form>
  )
}
