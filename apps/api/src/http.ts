import type { Endpoint, FileEndpoint, Problem } from '@nguon/contract'
import { DomainError, type ErrorCode } from '@nguon/domain'
import { errorTexts, type Text } from '@nguon/locale'
import type { ErrorRequestHandler, Request, Response, Router } from 'express'
import type * as z from 'zod'
import { assertFresh, assertMayCall, type Caller } from './accounts/caller.ts'
import { TooManyRequests } from './accounts/limits.ts'

/** A code without a status does not compile. */
const statusOf: Record<ErrorCode, number> = {
  INVALID_REQUEST: 400,
  CROSS_SITE: 403,
  TOO_MANY_REQUESTS: 429,
  UNAUTHENTICATED: 401,
  SIGN_IN_FAILED: 401,
  FACTOR_FAILED: 401,
  NOT_ALLOWED: 403,
  FRESH_FACTOR_REQUIRED: 403,
  SECOND_PERSON_REQUIRED: 409,
  INVITE_NOT_VALID: 404,
  PHONE_TAKEN: 409,
  PASSWORD_WEAK: 422,
  LAST_ONE: 409,
  ALREADY_DECIDED: 409,
  RECALL_CHANGED: 409,
  QUARANTINE_FIRST: 409,
  SIGNATURE_INVALID: 422,
  DEVICE_SEQUENCE_TAKEN: 409,
  DEVICE_REVOKED: 403,
  NOT_FOUND: 404,
  FUTURE_EVENT: 409,
  USED_BEFORE_MADE: 409,
  CYCLE: 409,
  MASS_BALANCE_GAIN: 409,
  INPUT_OVERDRAWN: 409,
  BATCH_OVERDRAWN: 409,
  PHI_NOT_ELAPSED: 409,
  INPUT_EXPIRED: 409,
  BATCH_ON_HOLD: 409,
  LABEL_OVER_ISSUE: 409,
  IMMUTABLE: 409,
  REASON_REQUIRED: 409,
  TOO_MANY_BATCHES: 409,
  UNIT_MISMATCH: 409,
  WRONG_KIND: 409,
  ID_REUSED: 409,
  LOT_TAKEN: 409,
  GTIN_TAKEN: 409,
  LABEL_RANGE_TAKEN: 409,
  ADDRESS_NOT_LASTING: 409,
  LABEL_TOO_SMALL: 422,
  LABELS_NOT_READY: 409,
  ENTRY_TOO_LARGE: 413,
  FILE_TOO_LARGE: 413,
  FILE_NOT_SUPPORTED: 415,
  FILE_HAS_METADATA: 422,
  CODE_MALFORMED: 400,
  CODE_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

const titles: Record<ErrorCode, Text> = errorTexts

/** Says who asks. */
export type CallerOf = (req: Request) => Caller | Promise<Caller>

/** What every route needs. */
export interface Door {
  readonly router: Router
  readonly callerOf: CallerOf
  readonly now: () => Date
}

/** The exchange itself, for the few calls that give or take a cookie. */
export interface Exchange {
  readonly req: Request
  readonly res: Response
}

/**
 * Serves `endpoint` with `handler`; who calls, what goes in and what comes out is checked here, once. Nobody keeps an answer, unless
 * the handler says so.
 */
export function serve<I extends z.ZodType, O extends z.ZodType>(
  { router, callerOf, now }: Door,
  endpoint: Endpoint<I, O>,
  handler: (input: z.output<I>, caller: Caller, exchange: Exchange) => Promise<z.input<O>>,
): void {
  router[endpoint.method](endpoint.path, async (req, res) => {
    const caller = await callerOf(req)
    assertMayCall(caller, endpoint.who)
    if (endpoint.method === 'post' && !req.is('application/json'))
      throw new DomainError('INVALID_REQUEST', 'send JSON, and say so in Content-Type')
    const input = parseInput(endpoint.input, req)
    const { fresh } = endpoint
    if (fresh === true || fresh?.(input)) assertFresh(caller, now())
    const answer = await handler(input, caller, { req, res })
    if (!res.hasHeader('Cache-Control')) res.set('Cache-Control', 'no-store')
    res.status(endpoint.status ?? 200).json(endpoint.output.parse(answer))
  })
}

/** Serves an endpoint that answers with bytes; the handler sends them. */
export function serveBytes<I extends z.ZodType>(
  { router, callerOf }: Pick<Door, 'router' | 'callerOf'>,
  endpoint: FileEndpoint<I>,
  handler: (input: z.output<I>, caller: Caller, res: Response) => Promise<void>,
): void {
  router.get(endpoint.path, async (req, res) => {
    const caller = await callerOf(req)
    assertMayCall(caller, endpoint.who)
    await handler(parseInput(endpoint.input, req), caller, res)
  })
}

function parseInput<I extends z.ZodType>(schema: I, req: Request): z.output<I> {
  const body: unknown = req.body
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    throw new DomainError('INVALID_REQUEST', 'the body is a JSON object')
  assertSaidOnce(req.query, body ?? {}, req.params)
  const input = schema.safeParse({ ...req.query, ...body, ...req.params })
  if (input.success) return input.data
  const violations = input.error.issues.slice(0, 50).map((issue) => ({
    code: 'INVALID_REQUEST' as const,
    message: issue.message,
    path: issue.path.map(String).join('.'),
  }))
  throw new DomainError('INVALID_REQUEST', 'the request does not have the right form', violations)
}

/** Throws when one name stands in several of path, query and body: none silently outweighs another (ASVS 15.3.7). */
function assertSaidOnce(...parts: readonly object[]): void {
  const said = new Set<string>()
  for (const name of parts.flatMap((part) => Object.keys(part))) {
    if (said.has(name))
      throw new DomainError('INVALID_REQUEST', 'a name stands twice in path, query and body')
    said.add(name)
  }
}

/** The problem (RFC 9457) that an error is to its caller. Whatever we did not throw on purpose is INTERNAL, with no detail. */
export function problemOf(error: unknown, requestId?: string): Problem {
  const known = error instanceof DomainError ? error : fromLibrary(error)
  const code = known?.code ?? 'INTERNAL'
  return {
    type: `urn:nguon:error:${code.toLowerCase().replaceAll('_', '-')}`,
    status: statusOf[code],
    code,
    title: titles[code],
    ...(known
      ? { detail: known.message, violations: known.violations.map((violation) => ({ ...violation })) }
      : {}),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

/** Errors of express (a body that is no JSON, too large …) and of a database that is away. */
function fromLibrary(error: unknown): DomainError | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { status, type, code, message } = error as Record<string, unknown>
  if (status === 413) return new DomainError('ENTRY_TOO_LARGE', 'the body is too large')
  if (status === 415) return new DomainError('INVALID_REQUEST', 'the body is JSON in UTF-8')
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new DomainError('INVALID_REQUEST', typeof type === 'string' ? type : 'the request cannot be read')
  if (isAway(String(code ?? '')) || lostConnection.test(String(message)))
    return new DomainError('UNAVAILABLE', 'the database is away')
  if (isFull(String(code ?? ''))) return new DomainError('UNAVAILABLE', 'no room is left on the disk')
  return undefined
}

/** Connection refused or lost, a server that is starting or stopping, no free connection, a lock that was not to be had, too slow. */
const isAway = (code: string): boolean =>
  /^(ECONN|EPIPE|ETIMEDOUT|08|57P0|57014|53300|40P01|40001)/.test(code)

/** Of PostgreSQL (53100), or of a folder of ours. */
const isFull = (code: string): boolean => /^(53100|ENOSPC|EDQUOT)$/.test(code)

/** What pg, its pool and TypeORM say, without a code, when no connection is free in time or one is lost. */
const lostConnection =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client (has encountered a connection error|was closed) and is not queryable|Driver not Connected)/

/** Answers every error as a problem; the last middleware. */
export const answerProblem: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error)
  const problem = problemOf(error, req.id)
  if (problem.status >= 500) req.logFailure(error, 'request failed')
  if (problem.status === 503) res.set('Retry-After', '5')
  if (error instanceof TooManyRequests) res.set('Retry-After', String(error.retryAfterS))
  res
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}
