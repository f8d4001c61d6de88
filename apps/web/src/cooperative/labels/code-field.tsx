import { labelTexts } from '@nguon/locale'
import { ScanLine } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import { useTexts } from '../../lang.tsx'

const ScanDialog = lazy(async () => ({ default: (await import('./scan-dialog.tsx')).ScanDialog }))

interface CodeFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A code that is scanned with the camera, with a scanner that types, or typed. */
export function CodeField({ label, value, onChange }: CodeFieldProps) {
  const t = useTexts(labelTexts)
  const id = useId()
  const [scanning, setScanning] = useState(false)
  const found = (text: string) => {
    setScanning(false)
    onChange(text)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="with-button">
        <input
          id={id}
          className="input"
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={512}
          placeholder={t.codeHint}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
        <button type="button" className="button quiet" onClick={() => setScanning(true)}>
          <ScanLine size={22} aria-hidden /> {t.scan}
        </button>
      </div>
      {scanning && (
        <Suspense>
          <ScanDialog onFound={found} onClose={() => setScanning(false)} />
        </Suspense>
      )}
    </div>
  )
}
