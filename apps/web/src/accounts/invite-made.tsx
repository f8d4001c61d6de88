import type { InviteView } from '@nguon/contract'
import { joinTexts, peopleTexts, personKindNames } from '@nguon/locale'
import { Printer, Share2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { DrawnQr } from './drawn-qr.tsx'
import { useSayWhen } from './say-when.ts'

/** An invite as it is handed over: to be scanned from this screen, sent, or printed. */
export interface MadeInvite {
  readonly invite: InviteView
  readonly link: string
}

export function InviteMade({ made: { invite, link } }: { made: MadeInvite }) {
  const lang = useLang()
  const t = peopleTexts(lang)
  const say = useSayWhen()
  const heading = useRef<HTMLHeadingElement>(null)
  const { organizationName: organization, kind, state, expiresAt } = invite
  const name = invite.recovers?.name ?? invite.name
  const role = personKindNames[kind][lang].toLowerCase()
  // The form is gone: what came in its place is told to who cannot see it.
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <section className="card centred">
        <h2 ref={heading} tabIndex={-1}>
          {name ? t.readyFor({ name }) : t.ready}
        </h2>
        <p>{joinTexts(lang).below({ organization, role })}</p>
        <DrawnQr text={link} label={t.qr} />
        <p>{t.scanMe}</p>
        <p className="small long">{link}</p>
        <p className="small">{t.oncePrinted({ when: say(expiresAt) })}</p>
      </section>
      <div className="section no-print">
        {state === 'awaiting' && <Notice tone="amber">{t.awaits}</Notice>}
        <Notice tone="plain">{t.once}</Notice>
        <ShareButton organization={organization} link={link} />
        <CopyButton text={link} label={t.copy} copied={t.copied} />
        <button type="button" className="button" onClick={() => window.print()}>
          <Printer aria-hidden /> {t.print}
        </button>
        <Link className="button quiet" href={paths.people()}>
          {t.done}
        </Link>
      </div>
    </>
  )
}

/** The way to Zalo and messages; absent where the browser cannot share. */
function ShareButton({ organization, link }: { organization: string; link: string }) {
  const t = peopleTexts(useLang())
  if (!navigator.share) return null
  const share = () =>
    // Whoever leaves the list of apps has not failed at anything.
    navigator.share({ text: t.shareText({ organization }), url: link }).catch(() => undefined)
  return (
    <button type="button" className="button main" onClick={() => void share()}>
      <Share2 aria-hidden /> {t.share}
    </button>
  )
}
