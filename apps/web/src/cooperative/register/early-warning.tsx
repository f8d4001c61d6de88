import type { Step } from '@nguon/contract'
import { type Day, dayOf } from '@nguon/domain'
import { formatDay, registerTexts } from '@nguon/locale'
import { useQueries } from '@tanstack/react-query'
import { useLang } from '../../lang.tsx'
import { batchQuery } from '../../queries.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Target } from '../recording/targets.ts'
import { addDays } from '../recording/when.ts'

interface EarlyWarningProps {
  /** Where it was harvested. */
  readonly targets: readonly Target[]
  readonly day: Day
}

/** Says for each crop that was sprayed too short a time before the harvest from when on it may be harvested. */
export function EarlyWarning({ targets, day }: EarlyWarningProps) {
  const lang = useLang()
  const t = registerTexts(lang)
  const crops = targets.flatMap(({ cropId, title }) => (cropId ? [{ cropId, title }] : []))
  const answers = useQueries({ queries: crops.map(({ cropId }) => batchQuery(cropId)) })
  return crops.map(({ cropId, title }, index) => {
    const earliest = earliestHarvest(answers[index]?.data?.steps ?? [], day)
    if (earliest === undefined || earliest <= day) return null
    return (
      <Notice key={cropId} tone="amber">
        {t.tooEarly({ where: title, day: formatDay(earliest, lang) })}
      </Notice>
    )
  })
}

/** The first day on which the pre-harvest intervals of all sprayings up to `day` are over; undefined where nothing was sprayed. */
function earliestHarvest(steps: readonly Step[], day: Day): Day | undefined {
  const free = steps
    .filter(({ type, correctedBy }) => type === 'spraying' && !correctedBy)
    .flatMap(({ occurredAt, endedAt, utcOffset, details: { preHarvestIntervalDays: days } }) => {
      const sprayed = dayOf(endedAt ?? occurredAt, utcOffset)
      return typeof days === 'number' && sprayed <= day ? [addDays(sprayed, days)] : []
    })
  return free.sort().at(-1)
}
