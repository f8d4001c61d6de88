import type { RecallView } from '@nguon/contract'
import { recallCaseTexts, recallKindNames, recallStateNames, recallTexts } from '@nguon/locale'
import { useSayWhen } from '../accounts/say-when.ts'
import { useLang } from '../lang.tsx'
import { Facts } from '../ui/facts.tsx'
import { saySeconds } from './say-seconds.ts'

/** What a recall is, and who did what when. */
export function CaseFacts({ recall }: { recall: RecallView }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const say = useSayWhen()
  const { state, kind, drill, start, decidedBy, decidedAt, closedBy, closedAt, seconds } = recall
  const named = (name: string, at: string) => t.nameAndTime({ name, at: say(at) })
  const what = drill ? recallTexts(lang).drill : recallKindNames[kind][lang]
  return (
    <Facts
      facts={[
        { label: t.state, value: recallStateNames[state][lang] },
        { label: t.kind, value: what },
        { label: t.organization, value: recall.organizationName },
        start.lot && { label: t.startedFrom, value: t.lotOf({ number: start.lot.number }) },
        { label: t.proposed, value: named(recall.proposedBy, recall.proposedAt) },
        decidedBy !== undefined &&
          decidedAt !== undefined && {
            label: state === 'withdrawn' ? t.withdrawnBy : t.decided,
            value: named(decidedBy, decidedAt),
          },
        seconds !== undefined && { label: t.took, value: saySeconds(seconds, lang) },
        closedBy !== undefined &&
          closedAt !== undefined && { label: t.closed, value: named(closedBy, closedAt) },
        recall.conclusion !== undefined && { label: t.conclusion, value: recall.conclusion },
      ]}
    />
  )
}
