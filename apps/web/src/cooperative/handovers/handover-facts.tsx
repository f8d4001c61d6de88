import type { HandoverDetail } from '@nguon/contract'
import { balanceTexts, handoverTexts } from '@nguon/locale'
import { useSayWhen } from '../../accounts/say-when.ts'
import { useLang } from '../../lang.tsx'
import { EvidenceLinks } from '../../ui/evidence-links.tsx'
import { Facts } from '../../ui/facts.tsx'
import { StateChip } from './state-chip.tsx'

interface HandoverFactsProps {
  readonly handover: HandoverDetail
  readonly isReceiver: boolean
}

/** The other side, where to, when, with which papers. Private ones are those of one's own organization. */
export function HandoverFacts({ handover, isReceiver }: HandoverFactsProps) {
  const lang = useLang()
  const t = handoverTexts(lang)
  const b = balanceTexts(lang)
  const say = useSayWhen()
  const { organizationName, receiverName, toPlaceName, occurredAt, state, evidence, parties = {} } = handover
  const own = (['document', 'invoice', 'vehicle'] as const).flatMap((name) => {
    const value = parties[name]
    return value ? [{ label: b[name], value: <OwnPaper value={value} /> }] : []
  })
  return (
    <Facts
      facts={[
        { label: t.state, value: <StateChip state={state} /> },
        isReceiver
          ? { label: t.sender, value: organizationName }
          : { label: t.receiver, value: receiverName },
        toPlaceName !== '' && { label: t.place, value: toPlaceName },
        { label: t.sentAt, value: say(occurredAt) },
        evidence.length > 0 && { label: t.papers, value: <EvidenceLinks evidence={evidence} /> },
        ...own,
      ]}
    />
  )
}

function OwnPaper({ value }: { value: string }) {
  const t = handoverTexts(useLang())
  return (
    <>
      {value} <span className="small soft">({t.ownPapers.toLowerCase()})</span>
    </>
  )
}
