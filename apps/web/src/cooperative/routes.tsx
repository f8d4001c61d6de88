import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { OnlyFor } from '../accounts/signed-in-pages.tsx'
import { useSession } from '../session.ts'
import { NoPage } from '../ui/no-page.tsx'
import { CooperativeBar } from './cooperative-bar.tsx'
import { OrganizationProvider } from './organization.tsx'
import { TodayPage } from './today-page.tsx'

const Batches = lazy(async () => ({ default: (await import('./batches-page.tsx')).BatchesPage }))
const Register = lazy(async () => ({ default: (await import('./register/register-page.tsx')).RegisterPage }))
const Batch = lazy(async () => ({ default: (await import('./batch-page.tsx')).BatchPage }))
const Labels = lazy(async () => ({ default: (await import('./labels/labels-page.tsx')).LabelsPage }))
const Diary = lazy(async () => ({ default: (await import('./diary/diary-page.tsx')).DiaryPage }))
const Handovers = lazy(async () => ({
  default: (await import('./handovers/handovers-page.tsx')).HandoversPage,
}))
const Handover = lazy(async () => ({ default: (await import('./handovers/handover-page.tsx')).HandoverPage }))
const Profile = lazy(async () => ({ default: (await import('./profile/profile-routes.tsx')).ProfileRoutes }))
const Reports = lazy(async () => ({ default: (await import('../reports/reports-page.tsx')).ReportsPage }))
const Recalls = lazy(async () => ({ default: (await import('../recalls/recall-routes.tsx')).RecallRoutes }))

const ScanAlerts = lazy(async () => ({
  default: (await import('../scan-alerts/scan-alerts-page.tsx')).ScanAlertsPage,
}))

/** The pages of one cooperative, for those who work there. */
export function CooperativeRoutes({ organizationId }: { organizationId: string }) {
  const { organization } = useSession()
  if (organization?.id !== organizationId) return <NoPage />
  const base = '/app/htx/:organizationId'
  return (
    <OrganizationProvider value={organization}>
      <Switch>
        <Route path={base} component={TodayPage} />
        <Route path={`${base}/lo`} component={Batches} />
        <Route path={`${base}/lo/moi`} component={Register} />
        <Route path={`${base}/lo/:batchId`}>{({ batchId }) => <Batch batchId={batchId} />}</Route>
        <Route path={`${base}/lo/:batchId/tem`}>{({ batchId }) => <Labels batchId={batchId} />}</Route>
        <Route path={`${base}/ghi/:type?`}>{({ type }) => <Diary type={type} />}</Route>
        <Route path={`${base}/giao-nhan`} component={Handovers} />
        <Route path={`${base}/giao-nhan/:dispatchId`}>
          {({ dispatchId }) => <Handover dispatchId={dispatchId} />}
        </Route>
        <Route path={`${base}/ho-so/*?`}>
          <OnlyFor kinds={['admin']}>
            <Profile />
          </OnlyFor>
        </Route>
        <Route path={`${base}/bao-sai`} component={Reports} />
        <Route path={`${base}/thu-hoi/*?`} component={Recalls} />
        <Route path={`${base}/canh-bao-tem`} component={ScanAlerts} />
        <Route component={NoPage} />
      </Switch>
      <CooperativeBar />
    </OrganizationProvider>
  )
}
