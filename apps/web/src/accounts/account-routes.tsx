import { Route, Switch } from 'wouter'
import { paths } from '../paths.ts'
import { NoPage } from '../ui/no-page.tsx'
import { AccountPage } from './account-page.tsx'
import { AuditPage } from './audit-page.tsx'
import { DevicesPage } from './devices-page.tsx'
import { FactorsPage } from './factors-page.tsx'
import { InvitePage } from './invite-page.tsx'
import { MembersPage } from './members-page.tsx'
import { MyDataPage } from './my-data-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { PeoplePage } from './people-page.tsx'
import { PersonPage } from './person-page.tsx'
import { QuarantinePage } from './quarantine-page.tsx'
import { OnlyFor } from './signed-in-pages.tsx'

/** One's own account and, for who looks after others, theirs. */
export function AccountRoutes() {
  return (
    <Switch>
      <Route path={paths.account} component={AccountPage} />
      <Route path={paths.devices} component={DevicesPage} />
      <Route path={paths.factors} component={FactorsPage} />
      <Route path={paths.password} component={PasswordPage} />
      <Route path={paths.myData} component={MyDataPage} />
      <Route path={paths.audit}>
        <OnlyFor kinds={['admin', 'inspector', 'operator']}>
          <AuditPage />
        </OnlyFor>
      </Route>
      <Route path={paths.quarantine}>
        <OnlyFor kinds={['admin']}>
          <QuarantinePage />
        </OnlyFor>
      </Route>
      <Route path={paths.members}>
        <OnlyFor kinds={['admin']}>
          <MembersPage />
        </OnlyFor>
      </Route>
      <Route path={`${paths.people()}/*?`}>
        <OnlyFor kinds={['admin', 'operator']}>
          <PeopleRoutes />
        </OnlyFor>
      </Route>
      <Route component={NoPage} />
    </Switch>
  )
}

function PeopleRoutes() {
  return (
    <Switch>
      <Route path={paths.people()} component={PeoplePage} />
      <Route path={paths.invite()} component={InvitePage} />
      <Route path={`${paths.people()}/:personId`}>
        {({ personId }) => <PersonPage personId={personId} />}
      </Route>
    </Switch>
  )
}
