import { dayOf } from '@nguon/domain'
import { formatDay, recallKindNames } from '@nguon/locale'
import { type Fact, factList, small } from './fact-list.ts'
import type { Html } from './html.ts'
import type { PageAlert, TracePage } from './model.ts'
import { nameAndPhone } from './phone.ts'
import type { BatchView } from './view.ts'

/** Why a batch is recalled or held, since when, and what to do about it. */
export function alertFacts(view: BatchView, alert: PageAlert): Html {
  const { t, page, batch, lang } = view
  const isRecall = page.state === 'recalled'
  const advice = alert.publicMessage ?? (isRecall ? t.recallAdvice : t.holdAdvice)
  const facts: Fact[] = [
    [t.why, alert.reason],
    [t.since, [formatDay(dayOf(alert.since, alert.utcOffset), lang), small(byWhom(view, alert))]],
    [t.whatToDo, [advice, small(nameAndPhone(batch.organization))]],
    [t.decision, alert.decisionNumber],
    [page.state === 'ancestor_held' ? t.lotsInvestigated : t.lotsConcerned, alert.lots.join(', ')],
  ]
  return factList(facts)
}

function byWhom({ t, lang }: BatchView, { kind, by }: PageAlert): string {
  const words = [kind && recallKindNames[kind][lang].toLowerCase(), by && t.decidedBy({ name: by })]
  return words.filter(Boolean).join(', ')
}

/** Who says that the code is on fakes, since when, and how to tell them. */
export function counterfeitFacts(
  { t, lang }: BatchView,
  { by, since, howToTell }: NonNullable<TracePage['counterfeit']>,
): Html {
  return factList([
    [t.confirmedBy, by],
    [t.since, formatDay(dayOf(since, '+07:00'), lang)],
    [t.howToTell, howToTell],
    [t.whatToDo, t.counterfeitAdvice],
  ])
}
