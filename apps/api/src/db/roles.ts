import type pg from 'pg'
import { StartError } from '../config.ts'

/** The role that serves requests. Migrations grant it what it may do; it owns nothing. */
export const servingRole = 'nguon_api'

/** The role that seals entries into the log. */
export const sequencerRole = 'nguon_sequencer'

/** Nobody logs in as these: the owner becomes them, or a function runs as them (migrations say what each may do). */
const groupRoles = [sequencerRole, 'nguon_privacy', 'nguon_backup']

/** Every role that the program makes. */
export const ownRoles: readonly string[] = [servingRole, ...groupRoles]

/** How the app comes to the serving role: by a login of its own, or by the owner's login giving up its rights. */
export type ServingLogin = { user: string; password: string } | 'owner'

/**
 * Makes sure that the roles exist, and that `login` may act as the serving one and the owner as the others. Roles belong to the
 * whole server, so another database, or another process at this moment, may have made them already.
 *
 * @param owner connected as the owner, with the right to make roles unless they are there
 * @throws {StartError} when the owner may not make them, or `login` is a user that does not exist
 */
export async function ensureRoles(owner: pg.Client, login: ServingLogin): Promise<void> {
  try {
    await makeRole(owner, login)
    if (login === 'owner') await joinRole(owner, servingRole, 'CURRENT_USER')
    else if (login.user !== servingRole) await joinRole(owner, servingRole, login.user)
    for (const role of await missingOf(owner, groupRoles))
      await ignoring(['42710', '23505'], owner.query(`CREATE ROLE ${role} NOLOGIN`))
    for (const role of groupRoles) await joinRole(owner, role, 'CURRENT_USER')
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    if (code === '42501')
      throw new StartError(
        `The user of DATABASE_URL may not set up the roles ${ownRoles.join(', ')} (${message}). Run as a superuser: ` +
          `${ownRoles.map((role) => `CREATE ROLE ${role};`).join(' ')} (those that are missing) ` +
          `GRANT ${ownRoles.join(', ')} TO <that user> WITH ADMIN OPTION;`,
      )
    if (code === '42704') throw new StartError(`The user of DATABASE_URL_API does not exist: ${message}`)
    throw error
  }
}

async function missingOf(owner: pg.Client, roles: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY($1)',
    [roles],
  )
  return roles.filter((role) => !rows.some(({ rolname }) => rolname === role))
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

async function joinRole(owner: pg.Client, role: string, member: string): Promise<void> {
  const isMember = `SELECT pg_has_role(${member === 'CURRENT_USER' ? member : owner.escapeLiteral(member)}, $1, $2) AS yes`
  // PostgreSQL 16 tells the right to become a role from membership; older ones know only the latter.
  const { rows: version } = await owner.query<{ server_version_num: string }>('SHOW server_version_num')
  const isNew = Number(version[0]?.server_version_num) >= 160_000
  const { rows } = await owner.query<{ yes: boolean }>(isMember, [role, isNew ? 'SET' : 'MEMBER'])
  if (rows[0]?.yes) return

  const grantee = member === 'CURRENT_USER' ? member : owner.escapeIdentifier(member)
  // The owner becomes one of the others when it means to; until then it may not what they may.
  const how = isNew && role !== servingRole ? ' WITH INHERIT FALSE, SET TRUE' : ''
  await ignoring(['23505', 'XX000'], owner.query(`GRANT ${role} TO ${grantee}${how}`)) // XX000: granted at this moment
}

/** Waits for `statement`; errors with these codes mean that another process has just done the same. */
async function ignoring(codes: readonly string[], statement: Promise<unknown>): Promise<void> {
  try {
    await statement
  } catch (error) {
    if (!codes.includes((error as { code?: string }).code ?? '')) throw error
  }
}
