import pg from 'pg'
import { StartError } from '../config.ts'
import { assertCluster } from './distribute-checks.ts'
import { type Placement, placements, placeSql } from './distribute-tables.ts'
import { servingRole } from './roles.ts'

/** What every machine of the cluster is set to. */
const settings = {
  'citus.enable_unsafe_triggers': 'on', // the triggers that refuse changes look at one row: they are safe on a shard
  'citus.propagate_set_commands': 'local', // for whom a transaction acts (with-tenant.ts) is known on the shards
}

/**
 * Spreads the tables of a migrated database over the machines of its Citus cluster, rows and all. Run again it does what is left:
 * tables that a newer version brought, or what an interruption kept it from. Each table is moved in a transaction of its own; writers
 * of that table wait meanwhile.
 *
 * @param owner connection options of a superuser of the coordinator
 * @param say told a line for every table before it is moved
 * @throws {StartError} when the server is not such a cluster, or a table lies elsewhere than it should
 */
export async function distribute(owner: pg.ClientConfig, say: (line: string) => void): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await assertCluster(client)
    await changeSettings(client)
    const walled = await listWalled(client)
    const isWalled = (table: string) => walled.has(table)
    const names = Object.keys(placements)
    await placeAll(
      client,
      names.filter((name) => !isWalled(name)),
      say,
    )
    await copyFunctions(client, say)
    await placeAll(client, names.filter(isWalled), say)
    await grantOnShards(client)
    say('the tables are distributed')
  } finally {
    await client.end()
  }
}

/** For every machine from now on, and for this session at once. */
async function changeSettings(client: pg.Client): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    const change = `ALTER SYSTEM SET ${name} = '${value}'`
    await client.query(change)
    await onWorkers(client, change)
    await client.query(`SET ${name} = '${value}'`)
  }
  await client.query('SELECT pg_reload_conf()')
  await onWorkers(client, 'SELECT pg_reload_conf()')
}

async function onWorkers(client: pg.Client, command: string): Promise<void> {
  const { rows } = await client.query<{ nodename: string; success: boolean; result: string }>(
    'SELECT nodename, success, result FROM run_command_on_workers($1)',
    [command],
  )
  const failed = rows.find(({ success }) => !success)
  if (failed) throw new StartError(`${failed.nodename} refuses ${command}: ${failed.result}`)
}

/** The tables with row level security. */
async function listWalled(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity`,
  )
  return new Set(rows.map(({ name }) => name))
}

async function placeAll(
  client: pg.Client,
  tables: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const placed = await readPlaced(client)
  for (const table of tables) {
    const placement = placements[table]
    const sql = placement && placeSql(table, placement)
    if (!placement || sql === undefined) continue
    const before = placed.get(table)
    if (before !== undefined) assertSame(table, before, describe(placement))
    else {
      say(`${table}: ${describe(placement)} (${await sizeOf(client, table)})`)
      await client.query(sql)
    }
  }
}

/** Where a table lies, in words: `split by batch_id`, `copied`. */
const describe = (placement: Placement): string =>
  placement.as === 'split' ? `split by ${placement.by}` : placement.as

function assertSame(table: string, before: string, wanted: string): void {
  if (before !== wanted) throw new StartError(`The table ${table} is ${before}; it has to be ${wanted}.`)
}

async function readPlaced(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; type: string; column: string }>(
    `SELECT table_name::text AS name, citus_table_type AS type, distribution_column AS column FROM citus_tables
     WHERE citus_table_type IN ('distributed', 'reference')`,
  )
  return new Map(
    rows.map(({ name, type, column }) => [name, type === 'reference' ? 'copied' : `split by ${column}`]),
  )
}

async function sizeOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ size: string }>(
    `SELECT pg_size_pretty(sum(pg_total_relation_size(relid))) AS size FROM (
       SELECT $1::regclass AS relid UNION SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass) parts`,
    [table],
  )
  return rows[0]?.size ?? ''
}

/** The functions that policies call are made on every machine; their tables are there by now. */
async function copyFunctions(client: pg.Client, say: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT refobjid::regprocedure::text AS name FROM pg_depend
     WHERE classid = 'pg_policy'::regclass AND refclassid = 'pg_proc'::regclass ORDER BY name`,
  )
  for (const { name } of rows) {
    say(`${name}: on every machine`)
    await client.query('SELECT create_distributed_function($1)', [name])
  }
}

/** What the serving role may change column by column, said again to the shards: moving a table takes only its whole-table rights along. */
async function grantOnShards(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; grant: string }>(
    `SELECT relname AS table, format('GRANT %s ON TABLE %%s TO ${servingRole}',
       string_agg(format('%s (%I)', privilege_type, attname), ', ' ORDER BY attname)) AS grant
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid, aclexplode(attacl)
     WHERE relnamespace = 'public'::regnamespace AND grantee = '${servingRole}'::regrole GROUP BY relname`,
  )
  for (const { table, grant } of rows) {
    if (placements[table]?.as === 'kept') continue
    const { rows: results } = await client.query<{ success: boolean; result: string }>(
      'SELECT success, result FROM run_command_on_placements($1, $2)',
      [table, grant],
    )
    const failed = results.find(({ success }) => !success)
    if (failed) throw new StartError(`Rights on the shards of ${table} cannot be given: ${failed.result}`)
  }
}
