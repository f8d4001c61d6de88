/** What the program ends with: 1 does not verify, 2 wrong usage, 3 could not be reached. */
export type FailureCode = 1 | 2 | 3

/** Why there is no good answer, for people. `evidence` is what can be handed to others: a text that stands for itself. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  readonly evidence: string | undefined

  constructor(code: FailureCode, message: string, evidence?: string) {
    super(message)
    this.code = code
    this.evidence = evidence
  }
}

export const unverified = (message: string, evidence?: string): Failure => new Failure(1, message, evidence)
export const misused = (message: string): Failure => new Failure(2, message)
export const unreachable = (message: string): Failure => new Failure(3, message)
