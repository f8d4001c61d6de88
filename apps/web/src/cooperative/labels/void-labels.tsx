import { labelTexts } from '@nguon/locale'
import { useEffect, useState } from 'react'
import { useTexts } from '../../lang.tsx'
import { Notice } from '../../ui/notice.tsx'

const undoSeconds = 10

/** Voids after ten seconds in which it can be taken back: a voided label never comes back. */
export function VoidLabels({ count, onVoid }: { count: string; onVoid: () => void }) {
  const t = useTexts(labelTexts)
  const [seconds, setSeconds] = useState<number>()
  useEffect(() => {
    if (seconds === undefined) return
    const timer = setTimeout(() => {
      if (seconds > 1) return setSeconds(seconds - 1)
      setSeconds(undefined)
      onVoid()
    }, 1000)
    return () => clearTimeout(timer)
  }, [seconds, onVoid])
  if (seconds === undefined)
    return (
      <button type="button" className="button danger" onClick={() => setSeconds(undoSeconds)}>
        {t.void({ count })}
      </button>
    )
  return (
    <div className="with-button">
      <Notice tone="amber">{t.voiding({ seconds })}</Notice>
      <button type="button" className="button" onClick={() => setSeconds(undefined)}>
        {t.undo}
      </button>
    </div>
  )
}
