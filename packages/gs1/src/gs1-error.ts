/** Why an identifier or address is refused. Public and never renamed. */
export type Gs1ErrorCode =
  /** Not an http address or request target: characters, scheme, host or length. */
  | 'NOT_A_URI'
  /** A percent sign without two hexadecimal digits, or one that hides a character no value may hold. */
  | 'BAD_ENCODING'
  /** No pair of the path is a primary key. */
  | 'NO_PRIMARY_KEY'
  /** An application identifier that does not exist. */
  | 'UNKNOWN_AI'
  /** Qualifiers that the key does not take, or not in this order, or one missing that it needs. */
  | 'WRONG_PATH'
  /** An application identifier that may not stand in the query. */
  | 'NOT_AN_ATTRIBUTE'
  /** One in the query that this path could have taken. */
  | 'BELONGS_IN_PATH'
  /** The same application identifier twice. */
  | 'DUPLICATE_AI'
  /** Too short, too long, or of other characters. */
  | 'WRONG_FORMAT'
  | 'WRONG_CHECK_DIGIT'
  /** Of the right form and no such value: a day that does not exist, a country nobody knows. */
  | 'WRONG_CONTENT'
  /** An application identifier without the one it needs beside it. */
  | 'MISSING_COMPANION'
  /** Two that contradict each other. */
  | 'EXCLUDED_COMPANION'
  /** A number for use inside one company or region: two farms would print the same. */
  | 'RESTRICTED_NUMBER'
  /** An own identifier that is not of the form of CBV section 8, or could be read as a Digital Link. */
  | 'NOT_AN_OWN_ID'
  /** Links that make no linkset: no default, a title or language missing its form, an unknown link type. */
  | 'NOT_A_LINKSET'

/** An identifier or address is refused. The code is for programs and never changes; the message is for people. */
export class Gs1Error extends Error {
  override readonly name = 'Gs1Error'
  readonly code: Gs1ErrorCode

  constructor(code: Gs1ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
