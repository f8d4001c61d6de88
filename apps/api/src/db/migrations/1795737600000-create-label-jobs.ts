import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Runs of labels whose serials nobody can guess, what was printed of them and on which printer, and the PINs that were tried. */
export class CreateLabelJobs1795737600000 implements MigrationInterface {
  readonly name = 'CreateLabelJobs1795737600000'

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [numbers, prints, pins]) await runner.query(sql)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE label_pin, printer, label_print;
      DROP INDEX label_run_number;
      ALTER TABLE label_run DROP COLUMN number;
    `)
  }
}

const numbers = `
  ALTER TABLE label_run ADD COLUMN number int; -- serials are made from it by a key; none: prefix and number are the serial
  CREATE UNIQUE INDEX label_run_number ON label_run (number);
`

/** What is printed stays as it was: only how far a file has come may change. */
const prints = `
  CREATE TABLE label_print (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    run_id          uuid, -- none: the code of a batch
    batch_id        uuid, -- whose lot and days stand on the labels
    first           bigint NOT NULL,
    last            bigint NOT NULL CHECK (last >= first),
    frozen          jsonb NOT NULL, -- layout, texts, addresses: a reprint shows the same
    printed_by      uuid, -- an account; none: the command line
    printed_at      timestamptz(3) NOT NULL,
    reprint_of      uuid,
    reason          text CHECK (reprint_of IS NULL OR reason IS NOT NULL),
    state           text NOT NULL CHECK (state IN ('ready', 'waiting', 'drawing', 'done', 'failed', 'cancelled', 'removed')),
    done            int NOT NULL,
    claimed_until   timestamptz(3), -- while somebody draws it
    finished_at     timestamptz(3)
  );
  CREATE INDEX label_print_organization ON label_print (organization_id, printed_at);
  CREATE INDEX label_print_run ON label_print (run_id);
  CREATE INDEX label_print_open ON label_print (printed_at) WHERE state IN ('waiting', 'drawing', 'done');

  CREATE TABLE printer ( -- how a printer differs from the paper
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    name            text NOT NULL,
    x_mm            numeric(5, 2) NOT NULL,
    y_mm            numeric(5, 2) NOT NULL,
    scale           numeric(6, 4) NOT NULL CHECK (scale BETWEEN 0.9 AND 1.1)
  );
  CREATE INDEX printer_organization ON printer (organization_id);

  ALTER TABLE label_print ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY own ON label_print USING (organization_id = app_tenant()) WITH CHECK (organization_id = app_tenant());
  CREATE POLICY drawn ON label_print FOR SELECT USING (current_setting('app.operator', true) = 'on'); -- whoever draws finds the next
  CREATE POLICY drawn_on ON label_print FOR UPDATE USING (current_setting('app.operator', true) = 'on');
  ALTER TABLE printer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY own ON printer USING (organization_id = app_tenant()) WITH CHECK (organization_id = app_tenant());
  CREATE POLICY backup ON label_print FOR SELECT TO nguon_backup USING (true);
  CREATE POLICY backup ON printer FOR SELECT TO nguon_backup USING (true);

  GRANT SELECT, INSERT ON label_print, printer TO nguon_api;
  GRANT UPDATE (state, done, claimed_until, finished_at) ON label_print TO nguon_api;
  GRANT UPDATE (name, x_mm, y_mm, scale) ON printer TO nguon_api;
  GRANT DELETE ON printer TO nguon_api;
`

const pins = `
  CREATE TABLE label_pin ( -- a row for each code whose PIN somebody tried
    code      text PRIMARY KEY, -- as its scans are kept
    tries     int NOT NULL,
    day       date NOT NULL, -- of the last try
    day_tries int NOT NULL,
    opened_at timestamptz(3) -- when it was right for the first time
  );
  GRANT SELECT, INSERT ON label_pin TO nguon_api;
  GRANT UPDATE (tries, day, day_tries, opened_at) ON label_pin TO nguon_api;
`
