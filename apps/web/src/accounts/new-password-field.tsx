import { joinTexts, signInTexts } from '@nguon/locale'
import { useTexts } from '../lang.tsx'
import { PasswordField } from '../ui/password-field.tsx'

const SHORTEST = 8

/** A password to be: long is better than odd, and only too short or too common is refused. */
export function NewPasswordField({ name, label }: { name: string; label?: string | undefined }) {
  const t = useTexts(joinTexts)
  const s = useTexts(signInTexts)
  const isLong = (typed: string) => typed.length >= SHORTEST || t.passwordShort
  return (
    <PasswordField
      name={name}
      label={label ?? s.password}
      hint={t.passwordHint}
      autoComplete="new-password"
      rules={{ validate: isLong }}
    />
  )
}
