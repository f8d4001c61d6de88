import { handoverTexts } from '@nguon/locale'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ChevronRight, Truck } from 'lucide-react'
import { Link } from 'wouter'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { useOrganization } from '../organization.tsx'
import { handoversQuery } from './handover-queries.ts'

const AT_ONCE = 100

/** How many deliveries wait for an answer; nothing while none does, or while the page waits to know. */
export function WaitingNotice() {
  const t = handoverTexts(useLang())
  const { id } = useOrganization()
  const { data } = useInfiniteQuery(handoversQuery('received', 'waiting', AT_ONCE))
  const waiting = data?.pages.flatMap(({ items }) => items) ?? []
  if (waiting.length === 0) return null
  const isMore = data?.pages.at(-1)?.next !== undefined
  const count = isMore ? t.moreThan({ count: waiting.length }) : String(waiting.length)
  const late = waiting.filter(({ state }) => state === 'unanswered').length
  return (
    <Link className="list banner-again" href={paths.handovers(id)}>
      <span className="row with-icon">
        <Truck aria-hidden />
        <span>
          <b>{t.waitingCount({ count })}</b>
          <small>{late > 0 ? t.lateCount({ count: String(late) }) : t.waitingHint}</small>
        </span>
        <ChevronRight aria-hidden />
      </span>
    </Link>
  )
}
