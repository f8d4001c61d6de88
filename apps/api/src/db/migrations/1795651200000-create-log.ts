import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The log: entries in one order for ever, the tree over them and what was signed of it; and the roles that write it, erase private
 * fields and read backups. Entries that are there already wait to be sealed.
 */
export class CreateLog1795651200000 implements MigrationInterface {
  readonly name = 'CreateLog1795651200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables)
    await runner.query(guards)
    await runner.query(grants)
    await runner.query(openings('nguon_api'))
    await runner.query(privacy)
    await runner.query(backup)
    const order = orderOf(await runner.query(waiting))
    await runner.query(
      'INSERT INTO log_pending (event_id) SELECT id FROM unnest($1::uuid[]) WITH ORDINALITY AS e(id, place) ORDER BY place',
      [order],
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ DECLARE each record; BEGIN
        FOR each IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'backup' LOOP
          EXECUTE format('DROP POLICY backup ON %I', each.tablename);
        END LOOP;
      END $$;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM nguon_backup;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON SEQUENCES FROM nguon_backup;
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM nguon_backup, nguon_sequencer, nguon_privacy;
      REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM nguon_backup;
      REVOKE ALL ON SCHEMA public FROM nguon_backup, nguon_sequencer, nguon_privacy;
      DROP FUNCTION erase_disclosures(uuid[], text[]);
      ${erasing}
      ${openings('PUBLIC')}
      DROP TABLE log_checkpoint, log_node, log_leaf, log_pending;
    `)
  }
}

const tables = `
  CREATE TABLE log_pending ( -- recorded and not yet sealed; added in the transaction that records
    event_id uuid PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY -- taken while the batch is locked: within a batch it follows the sequence
  );
  CREATE INDEX log_pending_position ON log_pending (position);

  CREATE TABLE log_leaf (
    idx       bigint PRIMARY KEY CHECK (idx >= 0),
    event_id  uuid NOT NULL UNIQUE,
    leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
  );
  CREATE TABLE log_node ( -- of level 1 and up, complete ones only: none ever changes
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 52),
    idx   bigint NOT NULL CHECK (idx >= 0),
    hash  bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, idx)
  );
  CREATE TABLE log_checkpoint (
    size bigint PRIMARY KEY CHECK (size >= 0),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    note text NOT NULL, -- the signed note
    at   timestamptz(3) NOT NULL
  );
`

const refuseChanges = (table: string, changes: 'UPDATE' | 'UPDATE OR DELETE'): string => `
  CREATE TRIGGER ${table}_rows BEFORE ${changes} ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ${table}_table BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_rows;
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_table;
`
const guards = [
  ...['log_leaf', 'log_node', 'log_checkpoint'].map((table) => refuseChanges(table, 'UPDATE OR DELETE')),
  refuseChanges('log_pending', 'UPDATE'), // sealing deletes the row
].join('')

const grants = `
  GRANT INSERT, SELECT ON log_pending TO nguon_api;
  GRANT SELECT ON log_leaf, log_node, log_checkpoint TO nguon_api;
  GRANT USAGE ON SCHEMA public TO nguon_sequencer, nguon_privacy, nguon_backup;
  GRANT SELECT ON event, log_pending, log_leaf, log_node, log_checkpoint TO nguon_sequencer;
  GRANT DELETE ON log_pending TO nguon_sequencer;
  GRANT INSERT ON log_leaf, log_node, log_checkpoint TO nguon_sequencer;
`

/** What inspectors, operators and shoppers see is for the role that serves them; of a tenant's own rows the policy stays everybody's. */
const openings = (role: string): string => `
  DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' AND policyname NOT IN ('own', 'backup') LOOP
      EXECUTE format('ALTER POLICY %I ON %I TO ${role}', each.policyname, each.tablename);
    END LOOP;
  END $$;
`

/** Only this role deletes private fields, and it sees a tenant's own. */
const privacy = `
  GRANT SELECT (event_id, organization_id, field), DELETE ON disclosure TO nguon_privacy;
  GRANT CREATE ON SCHEMA public TO nguon_privacy; -- which a role needs at the moment it is given a function
  ALTER FUNCTION erase_disclosures(uuid[], text[]) OWNER TO nguon_privacy;
  REVOKE CREATE ON SCHEMA public FROM nguon_privacy;
`

/** As it was made by the migration of accounts. */
const erasing = `
  CREATE FUNCTION erase_disclosures(entries uuid[], fields text[]) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM disclosure
      WHERE event_id = ANY(entries) AND field = ANY(fields) AND organization_id = app_tenant() RETURNING 1)
    SELECT count(*)::int FROM gone
  $$;
  REVOKE ALL ON FUNCTION erase_disclosures(uuid[], text[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION erase_disclosures(uuid[], text[]) TO nguon_api;
`

/**
 * Passing row level security by needs a superuser to give; a policy on each table that has it does not. A dump has to say that the
 * policies are heeded: pg_dump --enable-row-security.
 */
const backup = `
  GRANT SELECT ON ALL TABLES IN SCHEMA public TO nguon_backup;
  GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO nguon_backup;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO nguon_backup;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO nguon_backup;
  DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity LOOP
      EXECUTE format('CREATE POLICY backup ON %I FOR SELECT TO nguon_backup USING (true)', each.relname);
    END LOOP;
  END $$;
`

/** Every entry, oldest first, and of each batch or subject it is about where in its history. */
const waiting = `
  SELECT event.id, coalesce(jsonb_agg(jsonb_build_array(link.subject, link.sequence)) FILTER (WHERE link.subject IS NOT NULL), '[]') AS links
  FROM event LEFT JOIN (
    SELECT DISTINCT event_id, batch_id AS subject, sequence FROM event_batch
    UNION ALL SELECT event_id, subject_id, sequence FROM subject_entry) link ON link.event_id = event.id
  GROUP BY event.id ORDER BY event.recorded_at, event.id
`

type Waiting = {
  readonly id: string
  readonly links: readonly (readonly [subject: string, sequence: number])[]
}

/** The ids, each after what comes before it in the history of everything it is about; else by age. */
function orderOf(entries: readonly Waiting[]): string[] {
  const before = new Map<string, Waiting>()
  for (const entry of entries)
    for (const [subject, sequence] of entry.links) before.set(`${subject} ${sequence + 1}`, entry)
  const ordered = new Set<string>()
  for (const entry of entries) {
    const stack = [entry]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const due = top.links
        .map(([subject, sequence]) => before.get(`${subject} ${sequence}`))
        .find((each) => each && !ordered.has(each.id))
      if (due) stack.push(due)
      else ordered.add((stack.pop() as Waiting).id)
    }
  }
  return [...ordered]
}
