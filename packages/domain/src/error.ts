/**
 * Why a request is refused. Codes are public API and never renamed. The order of the rule codes is the order in which one is
 * chosen when several rules refuse at once.
 */
export const errorCodes = [
  'INVALID_REQUEST',
  'CROSS_SITE',
  'TOO_MANY_REQUESTS',
  'UNAUTHENTICATED',
  'SIGN_IN_FAILED',
  'FACTOR_FAILED',
  'NOT_ALLOWED',
  'FRESH_FACTOR_REQUIRED',
  'SECOND_PERSON_REQUIRED',
  'INVITE_NOT_VALID',
  'PHONE_TAKEN',
  'PASSWORD_WEAK',
  'LAST_ONE',
  'ALREADY_DECIDED',
  'RECALL_CHANGED',
  'QUARANTINE_FIRST',
  'SIGNATURE_INVALID',
  'DEVICE_SEQUENCE_TAKEN',
  'DEVICE_REVOKED',
  'NOT_FOUND',
  'FUTURE_EVENT',
  'USED_BEFORE_MADE',
  'CYCLE',
  'MASS_BALANCE_GAIN',
  'INPUT_OVERDRAWN',
  'BATCH_OVERDRAWN',
  'PHI_NOT_ELAPSED',
  'INPUT_EXPIRED',
  'BATCH_ON_HOLD',
  'LABEL_OVER_ISSUE',
  'IMMUTABLE',
  'REASON_REQUIRED',
  'TOO_MANY_BATCHES',
  'UNIT_MISMATCH',
  'WRONG_KIND',
  'ID_REUSED',
  'LOT_TAKEN',
  'GTIN_TAKEN',
  'LABEL_RANGE_TAKEN',
  'ADDRESS_NOT_LASTING',
  'LABEL_TOO_SMALL',
  'LABELS_NOT_READY',
  'ENTRY_TOO_LARGE',
  'FILE_TOO_LARGE',
  'FILE_NOT_SUPPORTED',
  'FILE_HAS_METADATA',
  'CODE_MALFORMED',
  'CODE_UNKNOWN',
  'METHOD_NOT_ALLOWED',
  'UNAVAILABLE',
  'INTERNAL',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** A remark a record carries for ever. Not a refusal. */
export const markCodes = [
  'LATE_ENTRY',
  'LOSS_OUT_OF_PROFILE',
  'RULE_BROKEN_LATER',
  'CERT_EXPIRED',
  'ANCESTOR_ON_HOLD',
  'SCAN_ANOMALY',
  'IMPORTED',
] as const

export type MarkCode = (typeof markCodes)[number]

/** One thing a rule found wrong: its code, a sentence for people and what it concerns. */
export interface Violation {
  readonly code: ErrorCode
  readonly message: string
  readonly batchId?: string
  /** Where in the request, e.g. `batches.0.quantity`. */
  readonly path?: string
}

/** A rule said no. The code is for programs and never changes; the message is for people. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  readonly violations: readonly Violation[]

  constructor(code: ErrorCode, message: string, violations: readonly Violation[] = [{ code, message }]) {
    super(message)
    this.code = code
    this.violations = violations
  }
}

/** Throws the first of `violations` in the order of {@link errorCodes}, naming all of them; does nothing when there are none. */
export function assertNone(violations: readonly Violation[]): void {
  const sorted = [...violations].sort((a, b) => errorCodes.indexOf(a.code) - errorCodes.indexOf(b.code))
  const [first] = sorted
  if (first) throw new DomainError(first.code, first.message, sorted)
}
