import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, useEffect, useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { paths } from './paths.ts'
import { newQueryClient } from './queries.ts'
import { roleAt } from './session.ts'
import { StartPage } from './start/start-page.tsx'
import { Boundary } from './ui/boundary.tsx'
import { NoPage } from './ui/no-page.tsx'

const Cooperative = lazy(async () => ({
  default: (await import('./cooperative/routes.tsx')).CooperativeRoutes,
}))
const InspectorBatches = lazy(async () => ({
  default: (await import('./inspector/batches-page.tsx')).InspectorBatchesPage,
}))
const InspectorChain = lazy(async () => ({ default: (await import('./inspector/chain-page.tsx')).ChainPage }))

/** The workspace: pages by address, each role with what it has read. */
export function App() {
  const [path] = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => window.scrollTo(0, 0), [path])
  return (
    <Reader key={roleAt(path)}>
      <Boundary>
        <Switch>
          <Route path="/app/htx/:organizationId/*?">
            {({ organizationId }) => <Cooperative organizationId={organizationId} />}
          </Route>
          <Route path={paths.inspector} component={InspectorBatches} />
          <Route path="/app/kiem-tra/lo/:batchId">
            {({ batchId }) => <InspectorChain batchId={batchId} />}
          </Route>
          <Route path="/app" component={StartPage} />
          <Route component={NoPage} />
        </Switch>
      </Boundary>
    </Reader>
  )
}

function Reader({ children }: { children: ReactNode }) {
  const [client] = useState(newQueryClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
