import { createHash, randomBytes } from 'node:crypto'
import { AreaUnit, type Id, newId, type PersonKind } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { queryPrepared } from '../db/query-prepared.ts'
import type { Session } from './caller.ts'
import { pendingMs, seenEveryMs, sessionLimits } from './session-limits.ts'

/** 256 random bits: what the cookie holds. The table holds its hash. */
const newToken = (): string => randomBytes(32).toString('base64url')

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const Row = z.object({
  tokenHash: z.instanceof(Buffer),
  id: z.string(),
  accountId: z.string(),
  organizationId: z.string(),
  kind: z.enum(['staff', 'admin', 'inspector', 'operator']),
  deviceId: z.string().nullable(),
  label: z.string(),
  freshAt: z.date().nullable(),
  owes: z.enum(['second_factor', 'enrolment']).nullable(),
  seenAt: z.date(),
  expiresAt: z.date(),
  area: z.array(AreaUnit),
})

/** A session that is open, with what it says of the person. */
export interface OpenSession {
  readonly session: Session
  readonly area: readonly AreaUnit[]
  readonly seenAt: Date
  readonly expiresAt: Date
}

const finding = {
  name: 'sessions',
  text: `SELECT session.token_hash AS "tokenHash", session.id, session.account_id AS "accountId",
                session.organization_id AS "organizationId", session.kind, session.device_id AS "deviceId", session.label,
                session.fresh_at AS "freshAt", session.owes, session.seen_at AS "seenAt", session.expires_at AS "expiresAt", account.area
         FROM session JOIN account ON account.id = session.account_id
         WHERE session.token_hash = ANY($1) AND session.ended_at IS NULL AND account.ended_at IS NULL AND account.kind = session.kind`,
}

/**
 * The sessions of these tokens, by token, but those that ended, were idle too long or are too old, and those whose account ended or
 * is of another kind by now.
 */
export async function findSessions(
  tx: EntityManager,
  tokens: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, OpenSession>> {
  const tokenOf = new Map(tokens.map((token) => [hashOf(token).toString('hex'), token]))
  const hashes = [...tokenOf.keys()].map((hex) => `\\x${hex}`)
  const rows = z.array(Row).parse(await queryPrepared(tx, finding, [hashes]))
  const open = rows.filter(({ seenAt, expiresAt, kind }) => {
    return expiresAt > now && now.getTime() - seenAt.getTime() <= sessionLimits[kind].idleMs
  })
  return new Map(open.map((row) => [tokenOf.get(row.tokenHash.toString('hex')) ?? '', openOf(row)]))
}

function openOf(row: z.infer<typeof Row>): OpenSession {
  const { tokenHash: _hash, seenAt, expiresAt, area, deviceId, freshAt, owes, ...rest } = row
  const session = {
    ...rest,
    deviceId: deviceId ?? undefined,
    freshAt: freshAt ?? undefined,
    owes: owes ?? undefined,
  }
  return { session, area, seenAt, expiresAt }
}

/** Notes that the session is in use, where the last note is older than it need be. */
export async function noteSeen(tx: EntityManager, open: OpenSession, now: Date): Promise<void> {
  const { id, kind } = open.session
  if (now.getTime() - open.seenAt.getTime() < seenEveryMs[kind]) return
  await tx.query('UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2', [id, now])
}

export interface NewSession {
  readonly accountId: Id
  readonly organizationId: Id
  readonly kind: PersonKind
  readonly label: string
  readonly owes: Session['owes']
  readonly now: Date
}

/** Opens a session; answers its token and when it ends at the latest. */
export async function insertSession(
  tx: EntityManager,
  { accountId, organizationId, kind, label, owes, now }: NewSession,
): Promise<{ token: string; expiresAt: Date; session: Session }> {
  const token = newToken()
  const id = newId(now.getTime())
  const expiresAt = new Date(now.getTime() + (owes ? pendingMs : sessionLimits[kind].absoluteMs))
  const freshAt = owes ? undefined : now
  await tx.query(
    `INSERT INTO session (id, token_hash, account_id, organization_id, kind, label, created_at, seen_at, expires_at, fresh_at, owes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)`,
    [id, hashOf(token), accountId, organizationId, kind, label, now, expiresAt, freshAt, owes],
  )
  const session = { id, accountId, organizationId, kind, deviceId: undefined, label, freshAt, owes }
  return { token, expiresAt, session }
}

/**
 * The person has confirmed who they are: nothing is owed any more, and the token is a new one (ASVS 7.2.4). Signing in is
 * completed with the limits of the kind; a later confirmation leaves the end where it was.
 *
 * @returns undefined when the session has ended meanwhile
 */
export async function renewSession(
  tx: EntityManager,
  session: Session,
  now: Date,
): Promise<{ token: string; expiresAt: Date } | undefined> {
  const token = newToken()
  const latest = new Date(now.getTime() + sessionLimits[session.kind].absoluteMs)
  const [rows]: [{ expires_at: Date }[]] = await tx.query(
    `UPDATE session SET token_hash = $2, fresh_at = $3, seen_at = $3, owes = NULL, challenge = NULL, draft_secret = NULL,
       expires_at = CASE WHEN owes IS NULL THEN expires_at ELSE $4 END
     WHERE id = $1 AND ended_at IS NULL RETURNING expires_at`,
    [session.id, hashOf(token), now, latest],
  )
  return rows[0] && { token, expiresAt: rows[0].expires_at }
}

/** Ends these sessions of an account; without ids all of them, but for one. */
export async function endSessions(
  tx: EntityManager,
  accountId: Id,
  { ids, except, now }: { ids?: readonly Id[]; except?: Id; now: Date },
): Promise<void> {
  await tx.query(
    `UPDATE session SET ended_at = $4 WHERE account_id = $1 AND ended_at IS NULL
       AND ($2::uuid[] IS NULL OR id = ANY($2)) AND ($3::uuid IS NULL OR id <> $3)`,
    [accountId, ids, except, now],
  )
}

const challengeMs = 5 * 60_000

/** Keeps the challenge of a passkey; a later one takes its place. */
export async function setChallenge(
  tx: EntityManager,
  sessionId: Id,
  challenge: string,
  now: Date,
): Promise<void> {
  await tx.query('UPDATE session SET challenge = $2, challenge_until = $3 WHERE id = $1', [
    sessionId,
    challenge,
    new Date(now.getTime() + challengeMs),
  ])
}

/** The challenge, which works once. */
export async function takeChallenge(
  tx: EntityManager,
  sessionId: Id,
  now: Date,
): Promise<string | undefined> {
  const rows: { challenge: string | null; until: Date | null }[] = await tx.query(
    'SELECT challenge, challenge_until AS until FROM session WHERE id = $1 FOR UPDATE',
    [sessionId],
  )
  await tx.query('UPDATE session SET challenge = NULL WHERE id = $1', [sessionId])
  const [row] = rows
  return row?.challenge && row.until && row.until > now ? row.challenge : undefined
}

/** Keeps the secret of an authenticator app that is being set up, encrypted. */
export async function setDraftSecret(tx: EntityManager, sessionId: Id, sealed: Buffer): Promise<void> {
  await tx.query('UPDATE session SET draft_secret = $2 WHERE id = $1', [sessionId, sealed])
}

export async function findDraftSecret(tx: EntityManager, sessionId: Id): Promise<Buffer | undefined> {
  const rows: { draft_secret: Buffer | null }[] = await tx.query(
    'SELECT draft_secret FROM session WHERE id = $1',
    [sessionId],
  )
  return rows[0]?.draft_secret ?? undefined
}
