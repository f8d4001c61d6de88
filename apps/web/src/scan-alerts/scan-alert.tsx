import type { ScanAlertView } from '@nguon/contract'
import { formatDecimal, groupCode, scanAlertTexts, scanSignalNames } from '@nguon/locale'
import { useState } from 'react'
import { useSayWhen } from '../accounts/say-when.ts'
import { useLang } from '../lang.tsx'
import { useSignedIn } from '../session.ts'
import { DecideDialog, type Deciding } from './decide-dialog.tsx'

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
  const seen = { scans: formatDecimal(String(scans), lang), devices: formatDecimal(String(devices), lang) }
  return (
    <div className="row">
      <span>
        <b>
          <a href={`/${code}`}>{groupCode(code.split('/').at(-1) ?? code)}</a>
        </b>
        <small>
          {[batch && `${batch.productName} ${batch.lot}`, organizationName].filter(Boolean).join(' · ')}
        </small>
        <small>{signals.map((signal) => scanSignalNames[signal][lang]).join(' · ')}</small>
        <small>{t.seen({ ...seen, provinces })}</small>
        <small>{t.since({ at: say(since) })}</small>
        <span className={chip}>{text}</span>
        <History alert={alert} />
        <Choices alert={alert} />
      </span>
    </div>
  )
}

function History({ alert }: { alert: ScanAlertView }) {
  const t = scanAlertTexts(useLang())
  const say = useSayWhen()
  const names = { dismissed: t.dismiss, counterfeit: t.confirm, undone: t.wasUndone }
  return alert.decisions.map(({ decision, reason, at }) => (
    <small key={at}>{t.history({ what: names[decision], at: say(at), reason })}</small>
  ))
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
