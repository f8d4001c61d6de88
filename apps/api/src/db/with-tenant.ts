import { type Id, platformId } from '@nguon/domain'
import type pg from 'pg'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { flushLater, together } from './query-prepared.ts'

/** For whom a transaction acts: whose private rows it sees and writes. */
export interface Scope {
  readonly organizationId: Id
  /** The account of an inspector, who also reads what lies in the area. */
  readonly inspectorId?: Id | undefined
  /** An operator, who also reads the people and invites of every organization. */
  readonly isOperator?: boolean | undefined
}

/**
 * Runs `act` in a transaction that acts for `scope`: the one way to the tables with row level security. The setting ends with the
 * transaction, so it never leaks through the pool.
 */
export function withTenant<T>(
  db: DataSource,
  scope: Scope,
  act: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const client: pg.PoolClient = await tx.queryRunner?.connect()
    flushLater(client)
    const entered = client.query(settingsOf(scope)) // before the first statement of `act`, and on the way with it
    const [, result] = await together([entered, act(tx)])
    return result
  })
}

/** The same for the rest of a transaction that is under way; the operator's tools go from one organization to the next. */
export async function enterTenant(tx: EntityManager, scope: Scope): Promise<void> {
  await tx.query(settingsOf(scope))
}

/** SET LOCAL, which a distributed PostgreSQL passes on to its shards, unlike set_config; it takes no parameters. */
const settingsOf = ({ organizationId, inspectorId, isOperator }: Scope): string =>
  `SET LOCAL app.tenant = '${uuid(organizationId)}';
   SET LOCAL app.inspector = '${inspectorId === undefined ? '' : uuid(inspectorId)}'; SET LOCAL app.operator = '${isOperator ? 'on' : ''}'`

/** The id as it stands in a statement. */
function uuid(id: Id): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('not an id')
  return id
}

/**
 * What a caller sees of the private tables.
 *
 * @param organizationId whom the operator acts for; of everyone else it is their own organization
 */
export function scopeOfCaller(caller: Caller, organizationId?: Id): Scope {
  switch (caller.kind) {
    case 'staff':
    case 'admin':
    case 'device':
      return { organizationId: caller.organizationId }
    case 'inspector':
      return { organizationId: caller.organizationId ?? platformId, inspectorId: caller.session?.accountId }
    case 'operator':
      return { organizationId: organizationId ?? platformId, isOperator: true }
    case 'pending':
      return { organizationId: caller.session.organizationId }
    case 'anonymous':
      return { organizationId: platformId }
  }
}
