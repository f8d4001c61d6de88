import { frameTexts } from '@nguon/locale'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { Component, type ReactNode, Suspense } from 'react'
import { useLocation } from 'wouter'
import { useLang, useTexts } from '../lang.tsx'
import { Problem, titleOfUnopened } from '../problem.ts'
import { LanguageSwitch } from './language-switch.tsx'

interface CatchProps {
  readonly children: ReactNode
  readonly fallback: (error: unknown, retry: () => void) => ReactNode
}

class Catch extends Component<CatchProps, { error?: unknown }> {
  override state: { error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    return error === undefined
      ? this.props.children
      : this.props.fallback(error, () => this.setState({ error: undefined }))
  }
}

interface BoundaryProps {
  readonly children: ReactNode
  /** Keeps what is inside when one goes to another page: for what surrounds all pages. */
  readonly lasting?: boolean
}

/** Where every page waits and fails, so that pages only say what they show. Going elsewhere clears a failure. */
export function Boundary({ children, lasting = false }: BoundaryProps) {
  const [path] = useLocation()
  const { reset } = useQueryErrorResetBoundary()
  return (
    <Catch
      key={lasting ? 'lasting' : path}
      fallback={(error, retry) => (
        <Failure
          error={error}
          retry={() => {
            // What is no answer of the server, such as a part of the program that did not arrive, only comes with the page.
            if (!(error instanceof Problem)) return window.location.reload()
            reset()
            retry()
          }}
        />
      )}
    >
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </Catch>
  )
}

/** What stands where something is on its way. */
export function Loading() {
  const t = useTexts(frameTexts)
  return (
    <p className="loading" role="status">
      {t.loading}
    </p>
  )
}

function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const lang = useLang()
  const t = frameTexts(lang)
  const requestId = error instanceof Problem ? error.requestId : undefined
  return (
    <main className="page">
      <header className="page-head">
        <h1>{t.failed}</h1>
        <LanguageSwitch />
      </header>
      <div className="notice amber" role="alert">
        <CircleAlert aria-hidden />
        <div>
          <p>{titleOfUnopened(error, lang)}</p>
          {requestId && <p className="small">{t.requestId({ id: requestId })}</p>}
        </div>
      </div>
      <div className="buttons">
        <button type="button" className="button main" onClick={retry}>
          {t.retry}
        </button>
        <a className="button quiet" href="/app">
          {t.toStart}
        </a>
      </div>
    </main>
  )
}
