import { api } from '@nguon/contract'
import { PhoneNumber } from '@nguon/domain'
import { frameTexts, signInTexts } from '@nguon/locale'
import { ScanLine } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useHeldSession, useSettle } from '../session.ts'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from './use-sending.ts'

const UnsentNotice = lazy(async () => ({
  default: (await import('../outbox/unsent-notice.tsx')).UnsentNotice,
}))

/** Phone number and password. It stands where the page stood that needs it, so that one is back there afterwards. */
export function SignInPage() {
  const t = useTexts(signInTexts)
  const held = useHeldSession()
  return (
    <Page title={t.title} below={t.below}>
      {held?.hasEnded && (
        <Notice tone="amber" role="status">
          {t.ended}
        </Notice>
      )}
      <Suspense>
        <UnsentNotice />
      </Suspense>
      <SignInForm />
      <details className="more">
        <summary>{t.forgotTitle}</summary>
        <div>
          <p>{t.forgot}</p>
        </div>
      </details>
      <details className="more">
        <summary>{t.inviteTitle}</summary>
        <div>
          <p>{t.invite}</p>
        </div>
      </details>
      <Shoppers />
    </Page>
  )
}

function SignInForm() {
  const t = useTexts(signInTexts)
  const settle = useSettle()
  const form = useForm({ defaultValues: { phone: '', password: '' } })
  const { submit, busy, problem } = useSending(
    form,
    async ({ phone, password }) => settle(await call(api.signIn, { phone, password })),
    { SIGN_IN_FAILED: { field: 'password' } },
  )
  return (
    <Form form={form} onSubmit={submit}>
      <PhoneField />
      <PasswordField name="password" label={t.password} autoComplete="current-password" />
      <Refusal problem={problem} />
      <button type="submit" className="button main" disabled={busy}>
        {busy ? t.signingIn : t.signIn}
      </button>
    </Form>
  )
}

/** A phone number as user name. */
export function PhoneField({ hint }: { hint?: string }) {
  const t = useTexts(signInTexts)
  const isPhone = (typed: string) => PhoneNumber.safeParse(typed).success || t.phoneWrong
  return (
    <TextField
      name="phone"
      type="tel"
      label={t.phone}
      hint={hint ?? t.phoneHint}
      required
      maxLength={40}
      autoComplete="username"
      rules={{ validate: isPhone }}
    />
  )
}

function Shoppers() {
  const t = useTexts(signInTexts)
  const f = useTexts(frameTexts)
  return (
    <section className="section">
      <h2>{t.shopperTitle}</h2>
      <p className="soft">{t.shopper}</p>
      <a className="button" href={paths.scan}>
        <ScanLine aria-hidden /> {f.scanCode}
      </a>
    </section>
  )
}
