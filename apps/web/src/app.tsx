import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, useEffect, useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { SessionHolder } from './accounts/session-holder.tsx'
import { OnlyFor, SignedInPages } from './accounts/signed-in-pages.tsx'
import { paths } from './paths.ts'
import { newQueryClient } from './queries.ts'
import { StartPage } from './start/start-page.tsx'
import { Boundary } from './ui/boundary.tsx'
import { NoPage } from './ui/no-page.tsx'

const Cooperative = lazy(async () => ({
  default: (await import('./cooperative/routes.tsx')).CooperativeRoutes,
}))
const Inspector = lazy(async () => ({
  default: (await import('./inspector/inspector-routes.tsx')).InspectorRoutes,
}))
const Account = lazy(async () => ({ default: (await import('./accounts/account-routes.tsx')).AccountRoutes }))
const Operator = lazy(async () => ({
  default: (await import('./accounts/operator-routes.tsx')).OperatorRoutes,
}))
const Join = lazy(async () => ({ default: (await import('./accounts/join-page.tsx')).JoinPage }))
const Welcome = lazy(async () => ({ default: (await import('./accounts/welcome-page.tsx')).WelcomePage }))
const Erased = lazy(async () => ({ default: (await import('./accounts/erased-page.tsx')).ErasedPage }))

/** The app: one session, and the pages by address. */
export function App() {
  const [path] = useLocation()
  const [client] = useState(newQueryClient)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => window.scrollTo(0, 0), [path])
  return (
    <QueryClientProvider client={client}>
      <Boundary lasting>
        <SessionHolder>
          <Boundary>
            <Switch>
              <Route path={paths.join} component={Join} />
              <Route path={paths.erased} component={Erased} />
              <Route>
                <SignedInPages>
                  <Pages />
                </SignedInPages>
              </Route>
            </Switch>
          </Boundary>
        </SessionHolder>
      </Boundary>
    </QueryClientProvider>
  )
}

/** What each kind of person works with. */
function Pages() {
  return (
    <Switch>
      <Route path={paths.start} component={StartPage} />
      <Route path={paths.welcome} component={Welcome} />
      <Route path={`${paths.account}/*?`} component={Account} />
      <Route path="/app/htx/:organizationId/*?">
        {({ organizationId }) => (
          <OnlyFor kinds={['staff', 'admin']} organizationId={organizationId}>
            <Cooperative organizationId={organizationId} />
          </OnlyFor>
        )}
      </Route>
      <Route path={`${paths.inspector}/*?`}>
        <OnlyFor kinds={['inspector']}>
          <Inspector />
        </OnlyFor>
      </Route>
      <Route path={`${paths.operator}/*?`}>
        <OnlyFor kinds={['operator']}>
          <Operator />
        </OnlyFor>
      </Route>
      <Route component={NoPage} />
    </Switch>
  )
}
