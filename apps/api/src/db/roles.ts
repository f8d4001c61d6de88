import type pg from 'pg'
import { StartError } from '../config.ts'

/** The role that serves requests. Migrations grant it what it may do; it owns nothing. */
export const servingRole = 'nguon_api'

/** How the app comes to the serving role: by a login of its own, or by the owner's login giving up its rights. */
export type ServingLogin = { user: string; password: string } | 'owner'

/**
 * Makes sure that the serving role exists and that `login` may act as it. Roles belong to the whole server, so another
 * database, or another process at this moment, may have made it already.
 *
 * @param owner connected as the owner, with the right to make roles unless the role is there
 * @throws {StartError} when the owner may not make it, or `login` is a user that does not exist
 */
export async function ensureServingRole(owner: pg.Client, login: ServingLogin): Promise<void> {
  try {
    await makeRole(owner, login)
    if (login === 'owner') await joinRole(owner, 'CURRENT_USER')
    else if (login.user !== servingRole) await joinRole(owner, login.user)
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    if (code === '42501')
      throw new StartError(
        `The user of DATABASE_URL may not set up the role ${servingRole} (${message}). ` +
          `Run as a superuser: CREATE ROLE ${servingRole}; GRANT ${servingRole} TO <that user> WITH ADMIN OPTION;`,
      )
    if (code === '42704') throw new StartError(`The user of DATABASE_URL_API does not exist: ${message}`)
    throw error
  }
}

async function makeRole(owner: pg.Client, login: ServingLogin): Promise<void> {
  const password = login !== 'owner' && login.user === servingRole ? login.password : undefined
  const mayLogIn = password === undefined ? 'NOLOGIN' : `LOGIN PASSWORD ${owner.escapeLiteral(password)}`

  const found = await owner.query<{ rolcanlogin: boolean }>(
    'SELECT rolcanlogin FROM pg_roles WHERE rolname = $1',
    [servingRole],
  )
  const role = found.rows[0]
  if (!role) await ignoring(['42710', '23505'], owner.query(`CREATE ROLE ${servingRole} ${mayLogIn}`))
  // First used without a login of its own, and now with one.
  else if (password !== undefined && !role.rolcanlogin)
    await owner.query(`ALTER ROLE ${servingRole} ${mayLogIn}`)
}

async function joinRole(owner: pg.Client, member: string): Promise<void> {
  const isMember = `SELECT pg_has_role(${member === 'CURRENT_USER' ? member : owner.escapeLiteral(member)}, $1, $2) AS yes`
  // PostgreSQL 16 tells the right to become a role from membership; older ones know only the latter.
  const { rows: version } = await owner.query<{ server_version_num: string }>('SHOW server_version_num')
  const right = Number(version[0]?.server_version_num) >= 160_000 ? 'SET' : 'MEMBER'
  const { rows } = await owner.query<{ yes: boolean }>(isMember, [servingRole, right])
  if (rows[0]?.yes) return

  const grantee = member === 'CURRENT_USER' ? member : owner.escapeIdentifier(member)
  await ignoring(['23505', 'XX000'], owner.query(`GRANT ${servingRole} TO ${grantee}`)) // XX000: granted at this moment
}

/** Waits for `statement`; errors with these codes mean that another process has just done the same. */
async function ignoring(codes: readonly string[], statement: Promise<unknown>): Promise<void> {
  try {
    await statement
  } catch (error) {
    if (!codes.includes((error as { code?: string }).code ?? '')) throw error
  }
}
