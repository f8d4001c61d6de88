import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const icons = { leaf: CircleCheck, amber: TriangleAlert, red: CircleAlert, plain: Info } as const

interface NoticeProps {
  readonly tone: keyof typeof icons
  readonly role?: 'status' | 'alert'
  readonly children: ReactNode
}

/** A short message with its icon; colour never speaks alone. */
export function Notice({ tone, role, children }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div className={`notice ${tone}`} role={role}>
      <Icon aria-hidden />
      <div>{children}</div>
    </div>
  )
}
