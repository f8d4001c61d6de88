import { Route, Switch } from 'wouter'
import { paths } from '../../paths.ts'
import { NoPage } from '../../ui/no-page.tsx'
import { useOrganization } from '../organization.tsx'
import { ProfilePage } from './profile-page.tsx'
import { SellingPage } from './selling-page.tsx'

/** What an organization says of itself, for its admins. */
export function ProfileRoutes() {
  const { id } = useOrganization()
  return (
    <Switch>
      <Route path={paths.profile(id)} component={ProfilePage} />
      <Route path={`${paths.selling(id)}/:productId?`}>
        {({ productId }) => <SellingPage key={productId ?? id} productId={productId} />}
      </Route>
      <Route component={NoPage} />
    </Switch>
  )
}
