import { frameTexts } from '@nguon/locale'
import { CircleUserRound } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { signedIn, useHeldSession } from '../session.ts'

/** The way to one's own account, on every page of who is signed in. */
export function PersonButton() {
  const t = useTexts(frameTexts)
  const [path] = useLocation()
  const held = useHeldSession()
  if (!held || !signedIn(held.session) || path === paths.account) return null
  return (
    <Link href={paths.account} className="person-button" aria-label={t.account} title={t.account}>
      <CircleUserRound aria-hidden />
    </Link>
  )
}
