/** Why a check could not be made. It says nothing about the goods. */
export type Obstacle = 'network' | 'insecure' | 'unsealed' | 'newer' | 'unreadable'

/** What contradicts what: `key` and `changed` the entries, `forked` what this phone saw before, `page` the page. */
export type Contradiction = 'key' | 'forked' | 'changed' | 'page'

/** The check could not be made. */
export class Unchecked extends Error {
  override readonly name = 'Unchecked'
  readonly obstacle: Obstacle

  constructor(obstacle: Obstacle) {
    super(obstacle)
    this.obstacle = obstacle
  }
}

/** The check was made, and something is not as it must be. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch'
  readonly contradiction: Contradiction

  constructor(contradiction: Contradiction, message?: string) {
    super(message ?? contradiction)
    this.contradiction = contradiction
  }
}

/** What was found right. All numbers count records; a record is an entry of the batch or of what went into it. */
export interface Checked {
  readonly records: number
  /** Recorded so lately that they are in no checkpoint yet: nothing but their order is checked. */
  readonly unsealed: number
  /** Unchanged, but of a type that this program does not know. */
  readonly newer: number
  /** Sent after the phone that signed them was revoked, and accepted by people. */
  readonly revoked: number
  /** Those among them that this phone saw before, when it remembered a checkpoint. */
  readonly known: number
  /** Whether what went into the batch was checked too. */
  readonly isWhole: boolean
  /** The signed note that the proofs lead to: to be remembered. */
  readonly note: string
}
