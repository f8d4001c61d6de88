import { Notice } from '../ui/notice.tsx'

/** Says that something was done; nothing while there is nothing to say. */
export function DoneNotice({ children }: { children: string | undefined }) {
  if (!children) return null
  return (
    <Notice tone="leaf" role="status">
      {children}
    </Notice>
  )
}
