import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { paths } from '../paths.ts'
import { NoPage } from '../ui/no-page.tsx'
import { InspectorBatchesPage } from './batches-page.tsx'
import { InspectorBar } from './inspector-bar.tsx'

const Chain = lazy(async () => ({ default: (await import('./chain-page.tsx')).ChainPage }))
const Inspect = lazy(async () => ({ default: (await import('./inspection-page.tsx')).InspectionPage }))
const Reports = lazy(async () => ({ default: (await import('../reports/reports-page.tsx')).ReportsPage }))
const Recalls = lazy(async () => ({ default: (await import('../recalls/recall-routes.tsx')).RecallRoutes }))

const ScanAlerts = lazy(async () => ({
  default: (await import('../scan-alerts/scan-alerts-page.tsx')).ScanAlertsPage,
}))

/** The pages of an inspector. */
export function InspectorRoutes() {
  const base = paths.inspector
  return (
    <>
      <Switch>
        <Route path={base} component={InspectorBatchesPage} />
        <Route path={`${base}/lo/:batchId`}>{({ batchId }) => <Chain batchId={batchId} />}</Route>
        <Route path={`${base}/lo/:batchId/bien-ban`}>{({ batchId }) => <Inspect batchId={batchId} />}</Route>
        <Route path={`${base}/bao-sai`} component={Reports} />
        <Route path={`${base}/thu-hoi/*?`} component={Recalls} />
        <Route path={`${base}/canh-bao-tem`} component={ScanAlerts} />
        <Route component={NoPage} />
      </Switch>
      <InspectorBar />
    </>
  )
}
