import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Scans of packages as they happen, what they add up to for each code, and what people decided about it. */
export class CountScans1795910400000 implements MigrationInterface {
  readonly name = 'CountScans1795910400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables)
    await runner.query(wall)
    await runner.query(months)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION make_scan_month(date);
      DROP FUNCTION drop_scan_months(date);
      DROP TABLE scan_decision, scan_day, scan_signal;
      REVOKE UPDATE (device), DELETE ON scan FROM nguon_api;
      ALTER TABLE scan DROP COLUMN device;
    `)
  }
}

const tables = `
  ALTER TABLE scan
    ADD COLUMN device bytea CHECK (octet_length(device) = 16), -- of network prefix and kind of browser, under a key and the code; 30 days
    ADD CHECK (device IS NULL OR extract(epoch FROM at)::bigint % 3600 = 0); -- what is of a device is only known by the hour
  GRANT UPDATE (device), DELETE ON scan TO nguon_api;

  CREATE TABLE scan_day ( -- what is left of scans after 90 days
    code  text NOT NULL,
    day   date NOT NULL, -- in UTC
    scans int NOT NULL CHECK (scans > 0),
    PRIMARY KEY (code, day)
  );
  GRANT INSERT, SELECT, UPDATE (scans) ON scan_day TO nguon_api;

  CREATE TABLE scan_signal ( -- one row a code that was scanned: the page reads it
    code            text PRIMARY KEY,
    organization_id uuid, -- whose label it is
    batch_id        uuid,
    first_at        timestamptz(3) NOT NULL,
    first_province  text,
    last_at         timestamptz(3) NOT NULL,
    scans           bigint NOT NULL,
    devices         int NOT NULL, -- most within 30 days
    provinces       int NOT NULL, -- most within 7 days
    signals         text[] NOT NULL,
    points          int NOT NULL, -- only grow: a person decides
    listed_at       timestamptz(3), -- since when it waits for a person
    decision        text CHECK (decision IN ('dismissed', 'counterfeit')),
    decided_points  int,
    decided_at      timestamptz(3),
    decided_for     uuid, -- the organization of who decided
    how_to_tell     text -- public: what the fakes look like
  );
  CREATE INDEX scan_signal_listed ON scan_signal (organization_id, points DESC) WHERE listed_at IS NOT NULL;
  GRANT INSERT, SELECT ON scan_signal TO nguon_api;
  GRANT UPDATE (organization_id, batch_id, first_at, first_province, last_at, scans, devices, provinces, signals, points, listed_at,
    decision, decided_points, decided_at, decided_for, how_to_tell) ON scan_signal TO nguon_api;

  CREATE TABLE scan_decision ( -- what people decided, and why
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL, -- whose label it is
    code            text NOT NULL,
    decision        text NOT NULL CHECK (decision IN ('dismissed', 'counterfeit', 'undone')),
    reason          text NOT NULL,
    how_to_tell     text,
    points          int NOT NULL,
    by              uuid NOT NULL,
    at              timestamptz(3) NOT NULL
  );
  CREATE INDEX scan_decision_code ON scan_decision (organization_id, code, id);
  CREATE TRIGGER scan_decision_rows BEFORE UPDATE OR DELETE ON scan_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER scan_decision_table BEFORE TRUNCATE ON scan_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE scan_decision ENABLE ALWAYS TRIGGER scan_decision_rows;
  ALTER TABLE scan_decision ENABLE ALWAYS TRIGGER scan_decision_table;
  GRANT INSERT, SELECT ON scan_decision TO nguon_api;
`

const wall = `
  ALTER TABLE scan_decision ENABLE ROW LEVEL SECURITY;
  ALTER TABLE scan_decision FORCE ROW LEVEL SECURITY;
  CREATE POLICY own ON scan_decision USING (organization_id = app_tenant()) WITH CHECK (organization_id = app_tenant());
  CREATE POLICY area ON scan_decision FOR SELECT TO nguon_api USING (is_in_area(organization_id));
  CREATE POLICY area_decides ON scan_decision FOR INSERT TO nguon_api WITH CHECK (is_in_area(organization_id));
  CREATE POLICY backup ON scan_decision FOR SELECT TO nguon_backup USING (true);
`

/** The role that serves makes no tables: these two do, and nothing else. A month whose rows were imported before stays in the default partition. */
const months = `
  CREATE FUNCTION make_scan_month(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    first timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
    last timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
    name text := to_char(month, '"scan_"YYYY"_"MM');
  BEGIN
    IF to_regclass(name) IS NOT NULL OR EXISTS (SELECT FROM scan_default WHERE at >= first AND at < last) THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF scan FOR VALUES FROM (%L) TO (%L)', name, first, last);
  END $$;

  CREATE FUNCTION drop_scan_months(before date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE name text; used boolean;
  BEGIN
    FOR name IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'scan'::regclass ORDER BY 1 LOOP
      IF name ~ '^scan_\\d{4}_\\d\\d$' AND name < to_char(before, '"scan_"YYYY"_"MM') THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO used;
        IF NOT used THEN EXECUTE format('DROP TABLE %I', name); END IF;
      END IF;
    END LOOP;
  END $$;

  REVOKE ALL ON FUNCTION make_scan_month(date), drop_scan_months(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION make_scan_month(date), drop_scan_months(date) TO nguon_api;
`
