import type { ReactNode } from 'react'

/** What a list shows when there is nothing yet: why, and what to do first. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{title}</p>
      {children}
    </div>
  )
}
