import type { api } from '@nguon/contract'
import { signInTexts } from '@nguon/locale'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { useSettle } from '../session.ts'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from './use-sending.ts'

interface TotpFormProps {
  /** Whether the code confirms who one is, or sets the authenticator app up. */
  readonly endpoint: typeof api.confirmTotp | typeof api.addTotp
  readonly label: string
  readonly onDone?: (() => void) | undefined
}

/** The six digits of an authenticator app; the phone may fill them in. */
export function TotpForm({ endpoint, label, onDone }: TotpFormProps) {
  const t = useTexts(signInTexts)
  const settle = useSettle()
  const form = useForm({ defaultValues: { code: '' } })
  const { submit, busy, problem } = useSending(
    form,
    async ({ code }) => {
      settle(await call(endpoint, { code }))
      onDone?.()
    },
    { FACTOR_FAILED: { field: 'code' } },
  )
  const isCode = (typed: string) => /^\d{6}$/.test(typed.replaceAll(' ', '')) || t.codeWrong
  return (
    <Form form={form} onSubmit={submit}>
      <TextField
        name="code"
        label={label}
        hint={t.codeHint}
        required
        inputMode="numeric"
        maxLength={8}
        autoComplete="one-time-code"
        rules={{ validate: isCode }}
      />
      <Refusal problem={problem} />
      <button type="submit" className="button main" disabled={busy}>
        {busy ? t.confirming : t.confirm}
      </button>
    </Form>
  )
}
