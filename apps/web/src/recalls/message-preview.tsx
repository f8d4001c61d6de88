import { publicTexts, recallTexts } from '@nguon/locale'
import { CircleAlert } from 'lucide-react'
import { useLang } from '../lang.tsx'
import { Facts } from '../ui/facts.tsx'

interface MessagePreviewProps {
  readonly reason: string
  readonly message: string
  readonly decision: string
}

/** What stands on the page of every recalled package, while it is being written. */
export function MessagePreview({ reason, message, decision }: MessagePreviewProps) {
  const lang = useLang()
  const t = recallTexts(lang)
  const shopper = publicTexts(lang)
  return (
    <section className="section" aria-label={t.preview}>
      <h2>{t.preview}</h2>
      <div className="card preview">
        <div className="preview-band">
          <CircleAlert aria-hidden />
          <p>
            <b>{shopper.recalledTitle}</b>
            <br />
            {shopper.recalledText}
          </p>
        </div>
        <Facts
          facts={[
            { label: shopper.why, value: reason || <span className="soft">{t.previewReason}</span> },
            { label: shopper.whatToDo, value: message || shopper.recallAdvice },
            decision !== '' && { label: shopper.decision, value: decision },
          ]}
        />
      </div>
    </section>
  )
}
