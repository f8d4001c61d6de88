import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

interface CopyButtonProps {
  readonly text: string
  readonly label: string
  readonly copied: string
}

/** Puts a text on the clipboard and says so; absent where the browser has none, as on http. */
export function CopyButton({ text, label, copied }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false)
  if (!navigator.clipboard) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <>
      <button type="button" className="button" onClick={() => void copy()}>
        {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />} {isCopied ? copied : label}
      </button>
      <span className="hidden-text" role="status">
        {isCopied ? copied : ''}
      </span>
    </>
  )
}
