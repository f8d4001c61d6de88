import { Redirect } from 'wouter'
import { useSignedIn, workplaceOf } from '../session.ts'

/** The first address of the app leads everybody to their own work. */
export function StartPage() {
  return <Redirect to={workplaceOf(useSignedIn())} replace />
}
