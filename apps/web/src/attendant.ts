import { Problem } from './problem.ts'

/** The page that calls are made from: what the server wants of the person, it asks. */
export interface Attendant {
  /** The server no longer knows the session. */
  readonly sessionEnded: () => void
  /** Asks the person to confirm who they are; says whether they did. */
  readonly confirm: () => Promise<boolean>
}

let present: Attendant | undefined

/** From now on `attendant` is asked. Returns how to leave. */
export function attend(attendant: Attendant): () => void {
  present = attendant
  return () => {
    if (present === attendant) present = undefined
  }
}

/** What to do about a refused call: whether it is worth sending once more. */
export async function isMended(refused: unknown): Promise<boolean> {
  if (!(refused instanceof Problem) || !present) return false
  if (refused.code === 'UNAUTHENTICATED') present.sessionEnded()
  return refused.code === 'FRESH_FACTOR_REQUIRED' && present.confirm()
}
