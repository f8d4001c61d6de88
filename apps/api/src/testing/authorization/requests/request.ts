import type { Asker } from '../asker.ts'
import type { Target } from '../matrix.ts'
import type { World } from '../world.ts'

/** What a call brings: its names in the path, its query, its body. */
export interface Sent {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  /** JSON; of an upload the bytes. */
  readonly body?: object | Buffer
  readonly mime?: string
}

/**
 * Makes a request that is valid but for who sends it: about a new thing of the target's, where the call changes it, so that no
 * call depends on one before.
 */
export type Prepare = (world: World, asker: Asker, target: Target) => Promise<Sent> | Sent

export type Requests = Readonly<Record<string, Prepare>>

/** A request without anything in it. */
export const bare: Prepare = () => ({})
