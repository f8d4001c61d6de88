import type { DataSource } from 'typeorm'
import type { Limits } from './limits.ts'
import type { SignInQueue } from './sign-in-queue.ts'

/** What signing in needs. */
export interface AccountParts {
  readonly db: DataSource
  readonly limits: Limits
  readonly queue: SignInQueue
  /** Encrypts the secrets of authenticator apps. */
  readonly secretKey: Buffer
  /** Our own origin: passkeys and invites are bound to it. */
  readonly publicUrl: string
  readonly now: () => Date
}

/** Where a call comes from, as far as it is noted. */
export interface Origin {
  /** For limits only; never kept in clear. */
  readonly network: string
  /** What the browser calls itself, in words. */
  readonly label: string
}
