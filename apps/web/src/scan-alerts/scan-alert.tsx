import type { ScanAlertView } from '@nguon/contract'
import { formatDecimal, groupCode, scanAlertTexts, scanSignalNames } from '@nguon/locale'
import { useState } from 'react'
import { useSayWhen } from '../accounts/say-when.ts'
import { useLang } from '../lang.tsx'
import { useSignedIn } from '../session.ts'
import { DecideDialog, type Deciding } from './decide-dialog.tsx'
import './scan-alerts.css'

/** One label: what was seen, what shoppers read, and what there is to decide. */
export function ScanAlert({ alert }: { alert: ScanAlertView }) {
  const lang = useLang()
  const t = scanAlertTexts(lang)
  const say = useSayWhen()
  const { code, batch, organizationName, signals, scans, devices, provinces, since, shown } = alert
  const { text, chip } = {
    nothing: { text: t.shownNothing, chip: 'chip' },
    caution: { text: t.shownCaution, chip: 'chip amber' },
    counterfeit: { text: t.shownCounterfeit, chip: 'chip red' },
  }[shown]
  const spoken = (figure: number) => formatDecimal(String(figure), lang)
  // scans that were imported say nothing of devices
  const seen = { scans: spoken(scans), devices: devices > 0 ? spoken(devices) : undefined, provinces }
  return (
    <div className="label-alert">
      <div>
        <a className="link" href={`/${code}`}>
          {groupCode(code.split('/').at(-1) ?? code)}
        </a>
        <small>
          {[batch && `${batch.productName} ${batch.lot}`, organizationName].filter(Boolean).join(' · ')}
        </small>
      </div>
      <div>
        <b>{signals.map((signal) => scanSignalNames[signal][lang]).join(' · ')}</b>
        <small>{t.seen(seen)}</small>
        <small>{t.since({ at: say(since) })}</small>
      </div>
      <span className={chip}>{text}</span>
      <History alert={alert} />
      <Choices alert={alert} />
    </div>
  )
}

function History({ alert }: { alert: ScanAlertView }) {
  const t = scanAlertTexts(useLang())
  const say = useSayWhen()
  const names = { dismissed: t.dismiss, counterfeit: t.confirm, undone: t.wasUndone }
  if (alert.decisions.length === 0) return null
  return (
    <div>
      {alert.decisions.map(({ decision, reason, at }) => (
        <small key={at}>{t.history({ what: names[decision], at: say(at), reason })}</small>
      ))}
    </div>
  )
}

/** What an admin or inspector may decide now. */
function Choices({ alert: { code, decision, shown } }: { alert: ScanAlertView }) {
  const t = scanAlertTexts(useLang())
  const { kind } = useSignedIn()
  const [deciding, setDeciding] = useState<Deciding>()
  if (kind === 'staff') return null
  return (
    <div className="buttons">
      {shown !== 'counterfeit' && (decision === undefined || shown === 'caution') && (
        <button type="button" className="button" onClick={() => setDeciding('dismissed')}>
          {t.dismiss}
        </button>
      )}
      {shown !== 'counterfeit' && (
        <button type="button" className="button danger" onClick={() => setDeciding('counterfeit')}>
          {t.confirm}
        </button>
      )}
      {decision && (
        <button type="button" className="button quiet" onClick={() => setDeciding('undone')}>
          {t.undo}
        </button>
      )}
      {deciding && <DecideDialog code={code} deciding={deciding} onClose={() => setDeciding(undefined)} />}
    </div>
  )
}
