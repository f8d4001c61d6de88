import { api, type Factor } from '@nguon/contract'
import { signInTexts } from '@nguon/locale'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ChevronRight, Fingerprint, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { useSettle } from '../session.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { DrawnQr } from './drawn-qr.tsx'
import { canUsePasskeys, makePasskey } from './passkeys.ts'
import { TotpForm } from './totp-form.tsx'

/** Adds a way to confirm who one is: an authenticator app, or a passkey. */
export function NewFactor({ onDone }: { onDone?: () => void }) {
  const t = useTexts(signInTexts)
  const [chosen, choose] = useState<Factor>()
  const ways = [
    { factor: 'totp', Icon: Smartphone, label: t.byApp, hint: t.byAppHint },
    { factor: 'passkey', Icon: Fingerprint, label: t.byPasskey, hint: t.passkeyHint },
  ] as const
  return (
    <>
      <ul className="list">
        {ways.map(({ factor, Icon, label, hint }) => (
          <li key={factor}>
            <button
              type="button"
              className="row with-icon row-button"
              aria-expanded={chosen === factor}
              onClick={() => choose(factor)}
            >
              <Icon aria-hidden />
              <span>
                <b>{label}</b>
                <small>{hint}</small>
              </span>
              <ChevronRight aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {chosen === 'totp' && <NewApp onDone={onDone} />}
      {chosen === 'passkey' && <NewPasskey onDone={onDone} />}
    </>
  )
}

/** The secret is new every time this opens: one that was looked at and left is worth nothing. */
function NewApp({ onDone }: { onDone?: (() => void) | undefined }) {
  const t = useTexts(signInTexts)
  const { data, error } = useQuery({
    queryKey: ['new-totp'],
    queryFn: () => call(api.beginTotp, {}),
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false, refetchOnWindowFocus: false },
  })
  if (!data) return <Refusal problem={error} />
  return (
    <section className="card" aria-label={t.byApp}>
      <p>{t.scanOtp}</p>
      <DrawnQr text={data.uri} label={t.otpQr} />
      <p className="small soft">{t.sameDevice}</p>
      <p>
        <b>{t.secret}</b>
        <br />
        <code className="long">{data.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CopyButton text={data.secret} label={t.copy} copied={t.copied} />
      <TotpForm endpoint={api.addTotp} label={t.firstCode} onDone={onDone} />
    </section>
  )
}

function NewPasskey({ onDone }: { onDone?: (() => void) | undefined }) {
  const t = useTexts(signInTexts)
  const settle = useSettle()
  const form = useForm({ defaultValues: { name: '' } })
  const making = useMutation({
    mutationFn: ({ name }: { name: string }) => makePasskey(name.normalize('NFC').trim() || undefined),
    onSuccess: (session) => {
      settle(session)
      onDone?.()
    },
  })
  if (!canUsePasskeys()) return <Notice tone="amber">{t.noPasskeyHere}</Notice>
  return (
    <section className="card" aria-label={t.byPasskey}>
      <Form form={form} onSubmit={(values) => making.mutate(values)}>
        <TextField name="name" label={t.passkeyName} hint={t.passkeyNameHint} maxLength={60} />
        <Refusal problem={making.error} />
        <button type="submit" className="button main" disabled={making.isPending}>
          {making.isPending ? t.confirming : t.makePasskey}
        </button>
      </Form>
    </section>
  )
}
