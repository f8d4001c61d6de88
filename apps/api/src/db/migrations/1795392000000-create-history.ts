import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The history and what is looked up in it. `event` holds every entry (events and versions of master data) as the exact bytes
 * that were hashed; `event_batch` is the graph; the other tables are indexes over the entries.
 */
export class CreateHistory1795392000000 implements MigrationInterface {
  readonly name = 'CreateHistory1795392000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(entries)
    await runner.query(graph)
    await runner.query(masterData)
    await runner.query(labels)
    await runner.query(grants)
    for (const table of appendOnly) await runner.query(refuseChanges(table, 'UPDATE OR DELETE'))
    await runner.query(refuseChanges('disclosure', 'UPDATE')) // erasing a private field deletes its row
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE scan, label_range, label_run, reference, gtin, shown_file, file, code, subject_entry, batch, event_batch, disclosure, event;
      DROP FUNCTION refuse_change();
    `)
  }
}

const entries = `
  CREATE TABLE event (
    id              uuid PRIMARY KEY, -- made by the recorder: sending it again changes nothing
    organization_id uuid NOT NULL,
    type            text NOT NULL,
    entry           bytea NOT NULL CHECK (octet_length(entry) <= 32768), -- RFC 8785 bytes, exactly as hashed
    leaf_hash       bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
    recorded_at     timestamptz(3) NOT NULL
  );
  CREATE INDEX event_organization ON event (organization_id, recorded_at, id);

  CREATE TABLE disclosure ( -- private fields: the only rows of the history that may ever be deleted
    event_id   uuid NOT NULL,
    digest     text NOT NULL,
    disclosure text NOT NULL,
    PRIMARY KEY (event_id, digest)
  );
`

const graph = `
  CREATE TABLE event_batch (
    batch_id        uuid NOT NULL,
    sequence        int NOT NULL CHECK (sequence > 0),
    line            smallint NOT NULL CHECK (line IN (1, 2)), -- 2: second row of a batch taken and given in place
    event_id        uuid NOT NULL,
    organization_id uuid NOT NULL,
    type            text NOT NULL,
    role            text NOT NULL CHECK (role IN ('in', 'out', 'about')),
    at              timestamptz(3) NOT NULL, -- in: when taken; out: when given
    quantity        numeric(18, 6),
    unit            text,
    units           int, -- packages packed
    -- after the event, in the base unit of the batch's dimension. A record adds at most 999,999,999,999 tấn, under 10^18 g: the
    -- 32 digits before the point hold 10^14 such records of one batch, more than its sequence (int) counts
    balance         numeric(38, 6) NOT NULL,
    status          text NOT NULL CHECK (status IN ('active', 'held', 'recalled', 'recalled_held')), -- after the event
    corrects        uuid, -- the event a correction leaves out
    to_place_id     uuid, -- where a dispatch went
    peers           jsonb NOT NULL, -- [[batch, ms], …]: out → what the event took, in → what it gave
    leaf_hash       bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
    PRIMARY KEY (batch_id, sequence, line) -- every event has a line 1: two writers can never fork a history
  );
  CREATE INDEX event_batch_given ON event_batch (batch_id, at) WHERE role = 'out';
  CREATE INDEX event_batch_taken ON event_batch (batch_id, at) WHERE role = 'in';
  CREATE INDEX event_batch_corrected ON event_batch (batch_id, corrects) WHERE corrects IS NOT NULL;

  CREATE TABLE batch ( -- an index of the births
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('input', 'crop', 'harvest', 'semi_finished', 'finished')),
    product_id      uuid NOT NULL,
    lot             text NOT NULL,
    unit            text, -- in which it was first given; none for a crop
    use_by          date,
    plot_ids        uuid[] NOT NULL,
    search          text NOT NULL -- folded lot and product name
  );
  CREATE INDEX batch_organization ON batch (organization_id, id);
  CREATE INDEX batch_crop ON batch (id) WHERE kind = 'crop';
  CREATE INDEX batch_lot ON batch (lot);

  CREATE TABLE code (
    code     text PRIMARY KEY, -- 01/GTIN/10/LOT, T/CODE or lot/PRODUCT/LOT: what makes a printed code unique
    batch_id uuid NOT NULL
  );
  CREATE INDEX code_batch ON code (batch_id);
`

const masterData = `
  CREATE TABLE subject_entry (
    subject_id      uuid NOT NULL,
    sequence        int NOT NULL CHECK (sequence > 0),
    kind            text NOT NULL,
    organization_id uuid NOT NULL,
    event_id        uuid NOT NULL,
    valid_from      date,
    recorded_at     timestamptz(3) NOT NULL,
    data            jsonb NOT NULL,
    leaf_hash       bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
    PRIMARY KEY (subject_id, sequence)
  );
  CREATE INDEX subject_entry_organization ON subject_entry (organization_id, kind);
  CREATE INDEX subject_entry_consent ON subject_entry ((data->>'memberId')) WHERE kind = 'consent';

  CREATE TABLE gtin ( -- one organization and product each
    gtin            text PRIMARY KEY,
    product_id      uuid NOT NULL,
    organization_id uuid NOT NULL
  );
  CREATE INDEX gtin_product ON gtin (product_id);

  CREATE TABLE reference ( -- names that imported files gave
    organization_id uuid NOT NULL,
    kind            text NOT NULL,
    reference       text NOT NULL,
    id              uuid NOT NULL,
    PRIMARY KEY (organization_id, kind, reference)
  );
  CREATE INDEX reference_name ON reference (reference);
  CREATE INDEX reference_id ON reference (id);

  CREATE TABLE file ( -- bytes are kept under their hash in the data folder
    sha256          text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    bytes           int NOT NULL,
    mime            text NOT NULL,
    organization_id uuid NOT NULL,
    uploaded_at     timestamptz(3) NOT NULL,
    PRIMARY KEY (sha256, organization_id) -- each organization that brought these bytes may name them
  );

  CREATE TABLE shown_file ( -- an index of the files that entries name: those are public
    sha256   text NOT NULL,
    event_id uuid NOT NULL,
    PRIMARY KEY (sha256, event_id)
  );
`

const labels = `
  CREATE TABLE label_run (
    run_id          uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    product_id      uuid NOT NULL,
    prefix          text NOT NULL,
    first           bigint NOT NULL,
    last            bigint NOT NULL,
    digits          int NOT NULL,
    own             boolean NOT NULL -- printed as T/PREFIXNUMBER: the product had no GTIN
  );
  CREATE INDEX label_run_product ON label_run (product_id, prefix);
  CREATE INDEX label_run_prefix ON label_run (prefix);

  CREATE TABLE label_range (
    run_id   uuid NOT NULL,
    first    bigint NOT NULL,
    last     bigint NOT NULL CHECK (last >= first),
    state    text NOT NULL CHECK (state IN ('activated', 'voided')),
    batch_id uuid NOT NULL,
    event_id uuid NOT NULL,
    PRIMARY KEY (run_id, state, first, event_id)
  );
  CREATE INDEX label_range_batch ON label_range (batch_id);

  CREATE TABLE scan (
    code          text NOT NULL,
    at            timestamptz(3) NOT NULL,
    province_code text,
    agent         text
  ) PARTITION BY RANGE (at);
  CREATE INDEX scan_code ON scan (code, at);
  CREATE TABLE scan_default PARTITION OF scan DEFAULT;
`

const grants = `
  GRANT USAGE ON SCHEMA public TO nguon_api;
  GRANT SELECT, INSERT ON event, disclosure, event_batch, batch, code, subject_entry, gtin, reference, file,
    shown_file, label_run, label_range, scan TO nguon_api;
  GRANT UPDATE (kind, unit, use_by, plot_ids) ON batch TO nguon_api; -- a corrected birth; also what lets a writer lock the row
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'IMMUTABLE: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END $$;
`

const appendOnly = [
  ...['event', 'event_batch', 'subject_entry', 'code', 'gtin', 'reference'],
  ...['file', 'shown_file', 'label_run', 'label_range'],
]

const refuseChanges = (table: string, changes: 'UPDATE' | 'UPDATE OR DELETE'): string => `
  CREATE TRIGGER ${table}_rows BEFORE ${changes} ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ${table}_table BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_rows;
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_table;
`
