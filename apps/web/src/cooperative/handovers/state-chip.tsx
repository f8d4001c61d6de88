import type { HandoverView } from '@nguon/contract'
import { handoverStateNames } from '@nguon/locale'
import { CircleCheck, Clock, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useLang } from '../../lang.tsx'

type State = HandoverView['state']

const looks: Record<State, { tone: string; Icon: LucideIcon }> = {
  open: { tone: 'chip', Icon: Clock },
  unanswered: { tone: 'chip amber', Icon: Clock },
  accepted: { tone: 'chip leaf', Icon: CircleCheck },
  disputed: { tone: 'chip red', Icon: TriangleAlert },
}

/** How a delivery stands, with icon and word. */
export function StateChip({ state }: { state: State }) {
  const { tone, Icon } = looks[state]
  return (
    <span className={`${tone} one-line`}>
      <Icon size={16} aria-hidden /> {handoverStateNames[state][useLang()]}
    </span>
  )
}
