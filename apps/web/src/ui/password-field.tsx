import { signInTexts } from '@nguon/locale'
import { useState } from 'react'
import type { RegisterOptions } from 'react-hook-form'
import { useTexts } from '../lang.tsx'
import { FieldShell, useField } from './field.tsx'

interface PasswordFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly autoComplete: 'current-password' | 'new-password'
  readonly rules?: RegisterOptions
}

/** A password, which may be pasted and looked at. */
export function PasswordField({ autoComplete, rules, ...common }: PasswordFieldProps) {
  const t = useTexts(signInTexts)
  const [isShown, setShown] = useState(false)
  const { id, error, control } = useField({ ...common, required: true }, rules)
  return (
    <FieldShell id={id} label={common.label} hint={common.hint} error={error}>
      <div className="with-button">
        <input
          {...control}
          type={isShown ? 'text' : 'password'}
          maxLength={128}
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
        />
        <button
          type="button"
          className="button quiet"
          aria-label={isShown ? t.hidePassword : t.showPassword}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? t.hide : t.show}
        </button>
      </div>
    </FieldShell>
  )
}
