import { Route, Switch } from 'wouter'
import { paths } from '../paths.ts'
import { NoPage } from '../ui/no-page.tsx'
import { NewOrganizationPage } from './new-organization-page.tsx'
import { OperatorPage } from './operator-page.tsx'

/** The pages of who runs the platform. */
export function OperatorRoutes() {
  return (
    <Switch>
      <Route path={paths.operator} component={OperatorPage} />
      <Route path={paths.newOrganization} component={NewOrganizationPage} />
      <Route component={NoPage} />
    </Switch>
  )
}
