import type pg from 'pg'
import { StartError } from '../config.ts'
import { servingRole } from './roles.ts'

/**
 * Throws unless this is the coordinator of a Citus cluster whose machines can be reached, and whose owner may spread tables over them.
 *
 * @throws {StartError} which says what to do
 */
export async function assertCluster(client: pg.Client): Promise<void> {
  const is = async (condition: string): Promise<boolean> => {
    const { rows } = await client.query<{ yes: boolean }>(`SELECT (${condition}) AS yes`)
    return rows[0]?.yes === true
  }
  for (const [condition, refusal] of conditions) if (!(await is(condition))) throw new StartError(refusal)
}

const conditions: readonly (readonly [condition: string, refusal: string])[] = [
  [
    `EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')`,
    'The database of DATABASE_URL is an ordinary PostgreSQL: the extension citus is not installed in it. ' +
      'One machine needs no distribution. For more: docs/scale.md and docker/compose.cluster.yaml.',
  ],
  [
    `SELECT rolsuper FROM pg_roles WHERE rolname = current_user`,
    'The user of DATABASE_URL is no superuser: only one may move private rows and set the machines up.',
  ],
  [
    `EXISTS (SELECT FROM pg_dist_node WHERE groupid = 0)`,
    `The coordinator does not know its own address. On it run: SELECT citus_set_coordinator_host('<its host name>');`,
  ],
  [
    `EXISTS (SELECT FROM pg_dist_node WHERE isactive AND shouldhaveshards)`,
    `No machine may hold rows. On the coordinator run for each: SELECT citus_add_node('<host name>', 5432);`,
  ],
  [
    `SELECT rolcanlogin FROM pg_roles WHERE rolname = '${servingRole}'`,
    `The role ${servingRole} cannot log in, and the coordinator reaches the other machines as that role. Set DATABASE_URL_API.`,
  ],
]
