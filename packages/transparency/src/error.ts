/** Why something of a log is not believed. Public and never renamed. */
export type LogErrorCode =
  /** Not in the form its specification asks for. */
  | 'MALFORMED'
  /** Nobody who is trusted signed it. */
  | 'UNSIGNED'
  /** It bears the name of a trusted key, which did not sign it. */
  | 'SIGNATURE_INVALID'
  /** Another log's. */
  | 'WRONG_ORIGIN'
  /** Fewer witnesses saw it than the policy asks for. */
  | 'TOO_FEW_WITNESSES'
  /** The proof does not lead to the signed root. */
  | 'PROOF_INVALID'
  /** An entry of a history is missing, changed, or not of it. */
  | 'CHAIN_BROKEN'

/** What was received does not prove what it claims. The code is for programs; the message is for the people who run a log. */
export class LogError extends Error {
  override readonly name = 'LogError'
  readonly code: LogErrorCode

  constructor(code: LogErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** What a parser throws. */
export const malformed = (message: string): LogError => new LogError('MALFORMED', message)
