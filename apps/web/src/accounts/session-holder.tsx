import type { SessionView } from '@nguon/contract'
import { QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { attend } from '../attendant.ts'
import { newQueryClient, sessionQuery } from '../queries.ts'
import { HeldSessionProvider, identityOf, signedIn } from '../session.ts'
import { Loading } from '../ui/boundary.tsx'

const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }))

/**
 * Holds the one session of the app, and asks the person what calls need: to sign in again when it has ended, to confirm who they
 * are when the server wants that. What was read for one person goes when another signs in.
 */
export function SessionHolder({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  // Not suspended: what is below holds what was read, and begins only once.
  const { data: session } = useQuery({
    ...sessionQuery,
    throwOnError: (_error, { state }) => state.data === undefined,
  })
  const [hasEnded, setEnded] = useState(false)
  const { confirm, question } = useQuestion(session !== undefined && signedIn(session) !== undefined)

  useAttendance(confirm, () => setEnded(true))
  const held = useMemo(() => {
    const settle = (next: SessionView) => {
      setEnded(false)
      // An answer to an older question must not sign out who has just signed in.
      void queries.cancelQueries(sessionQuery)
      queries.setQueryData(sessionQuery.queryKey, next)
    }
    return session && { session, hasEnded, settle }
  }, [queries, session, hasEnded])

  if (!held) return <Loading />
  return (
    <HeldSessionProvider value={held}>
      <Reader key={identityOf(held.session)}>
        {children}
        {question && (
          <Suspense>
            <ConfirmDialog onAnswer={question} />
          </Suspense>
        )}
      </Reader>
    </HeldSessionProvider>
  )
}

/** Stands by for what calls need of the person, as long as the app is open. */
function useAttendance(confirm: () => Promise<boolean>, onEnded: () => void): void {
  const queries = useQueryClient()
  const ended = useRef(onEnded)
  useEffect(() => {
    const sessionEnded = () => {
      // What was still on its way when the person had signed out already is no news.
      if (queries.getQueryData(sessionQuery.queryKey)?.kind === 'anonymous') return
      ended.current()
      void queries.invalidateQueries(sessionQuery)
    }
    return attend({ sessionEnded, confirm })
  }, [queries, confirm])
}

function Reader({ children }: { children: ReactNode }) {
  const [client] = useState(newQueryClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

/**
 * One question at a time: calls that need the same confirmation wait for the same answer. When the session ends meanwhile there is
 * nobody to ask any more.
 */
function useQuestion(isIn: boolean) {
  const asked = useRef<Promise<boolean>>(undefined)
  const [question, setQuestion] = useState<(confirmed: boolean) => void>()
  const [confirm] = useState(() => () => {
    asked.current ??= new Promise<boolean>((resolve) => {
      setQuestion(() => (confirmed: boolean) => {
        asked.current = undefined
        setQuestion(undefined)
        resolve(confirmed)
      })
    })
    return asked.current
  })
  useEffect(() => {
    if (!isIn) question?.(false)
  }, [isIn, question])
  return { confirm, question }
}
