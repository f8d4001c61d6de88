import { Route, Switch } from 'wouter'
import { OnlyFor } from '../accounts/signed-in-pages.tsx'
import { paths } from '../paths.ts'
import { NoPage } from '../ui/no-page.tsx'
import { NewRecallPage } from './new-recall-page.tsx'
import { useHome } from './recall-home.ts'
import { RecallPage } from './recall-page.tsx'
import { RecallsPage } from './recalls-page.tsx'

/** The recalls of a cooperative, or of an inspector's area. */
export function RecallRoutes() {
  const home = useHome()
  return (
    <Switch>
      <Route path={paths.recalls(home)} component={RecallsPage} />
      <Route path={paths.newRecall(home)}>
        <OnlyFor kinds={['admin', 'inspector']}>
          <NewRecallPage />
        </OnlyFor>
      </Route>
      <Route path={`${paths.recalls(home)}/:recallId`}>
        {({ recallId }) => <RecallPage recallId={recallId} />}
      </Route>
      <Route component={NoPage} />
    </Switch>
  )
}
