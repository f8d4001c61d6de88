import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a recall freezes when it is proposed, and all that comes after it: lifting, follow-up, closing, drills; and who is told. */
export class CompleteRecalls1795564800000 implements MigrationInterface {
  readonly name = 'CompleteRecalls1795564800000'

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [frozen, afterwards, told]) await runner.query(sql)
    for (const table of ['recall_lift', 'recall_note', 'alert']) await runner.query(wall(table))
    for (const table of ['recall_lift', 'recall_note']) await runner.query(sightOfRecall(table))
    await runner.query(policies)
    await runner.query(grants)
    await runner.query(handovers)
    await runner.query(filesOfOrganization)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY shown ON file; DROP FUNCTION is_file_shown(text, uuid);
      CREATE POLICY shown ON file FOR SELECT USING (EXISTS (
        SELECT FROM shown_file link JOIN event ON event.id = link.event_id
        WHERE link.sha256 = file.sha256 AND event.organization_id = file.organization_id));
      ALTER TABLE shown_file DROP COLUMN organization_id;
      DROP INDEX event_batch_to_place;
      DROP TABLE alert, recall_note, recall_lift;
      ALTER TABLE recall DROP CONSTRAINT recall_takes_two, DROP CONSTRAINT recall_drill_blocks_nothing, DROP CONSTRAINT recall_state_check,
        DROP COLUMN drill, DROP COLUMN start, DROP COLUMN frozen, DROP COLUMN started_at, DROP COLUMN closed_by, DROP COLUMN closed_at,
        DROP COLUMN conclusion,
        ADD CONSTRAINT recall_state_check CHECK (state IN ('proposed', 'in_force', 'withdrawn')),
        ADD CONSTRAINT recall_check CHECK (state <> 'in_force' OR decided_by <> proposed_by);
    `)
  }
}

/** `frozen` is granted for INSERT only: what was proposed is what is confirmed. */
const frozen = `
  ALTER TABLE recall
    DROP CONSTRAINT recall_check, DROP CONSTRAINT recall_state_check,
    ADD COLUMN drill      boolean NOT NULL DEFAULT false,
    ADD COLUMN start      jsonb NOT NULL DEFAULT '{}', -- {batchIds} or {lot: {number, productId, supplier}}
    ADD COLUMN frozen     jsonb NOT NULL DEFAULT '[]', -- each batch of the closure: whether it is stopped, why not, its quantities
    ADD COLUMN started_at timestamptz(3), -- when who proposed it began to look
    ADD COLUMN closed_by  uuid,
    ADD COLUMN closed_at  timestamptz(3),
    ADD COLUMN conclusion text,
    ADD CONSTRAINT recall_state_check CHECK (state IN ('proposed', 'in_force', 'withdrawn', 'closed')),
    ADD CONSTRAINT recall_takes_two CHECK (drill OR state NOT IN ('in_force', 'closed') OR decided_by <> proposed_by),
    ADD CONSTRAINT recall_drill_blocks_nothing CHECK (NOT drill OR state <> 'in_force');

  ALTER TABLE recall NO FORCE ROW LEVEL SECURITY; -- so that the owner reaches the recalls that are there
  UPDATE recall SET start = jsonb_build_object('batchIds', to_jsonb(batch_ids)), frozen = coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', batch.id, 'organizationId', batch.organization_id, 'kind', batch.kind,
      'stopped', true, 'lines', '[]'::jsonb) ORDER BY batch.id) FROM batch WHERE batch.id = ANY(recall.batch_ids)), '[]');
  ALTER TABLE recall FORCE ROW LEVEL SECURITY;
`

const afterwards = `
  CREATE TABLE recall_lift ( -- ends the recall of some or all of its batches; takes two, as the recall did
    id              uuid PRIMARY KEY,
    recall_id       uuid NOT NULL,
    organization_id uuid NOT NULL, -- of the recall
    kind            text NOT NULL CHECK (kind IN ('voluntary', 'mandatory')), -- of the recall
    batch_ids       uuid[], -- none: all of them
    reason          text NOT NULL,
    state           text NOT NULL CHECK (state IN ('proposed', 'done')),
    proposed_by     uuid NOT NULL,
    proposed_at     timestamptz(3) NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz(3),
    CHECK (state <> 'done' OR decided_by <> proposed_by)
  );
  CREATE INDEX recall_lift_recall ON recall_lift (recall_id, id);

  CREATE TABLE recall_note ( -- what became of goods that no event tells of
    id              uuid PRIMARY KEY,
    recall_id       uuid NOT NULL,
    organization_id uuid NOT NULL, -- of the recall
    kind            text NOT NULL CHECK (kind IN ('voluntary', 'mandatory')), -- of the recall
    batch_id        uuid,
    outcome         text NOT NULL CHECK (outcome IN ('returned', 'destroyed', 'reworked', 'told', 'not_found')),
    quantity        numeric(18, 6),
    unit            text,
    party           text,
    text            text,
    noted_by        uuid NOT NULL,
    noted_at        timestamptz(3) NOT NULL
  );
  CREATE INDEX recall_note_recall ON recall_note (recall_id, id);
`

const told = `
  CREATE TABLE alert ( -- tells an organization that goods in its hands are recalled, or were made from recalled ones
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL, -- whom it tells
    told_by         uuid NOT NULL, -- whose person confirmed the recall
    recall_id       uuid NOT NULL,
    recaller_id     uuid NOT NULL, -- whose recall it is
    kind            text NOT NULL CHECK (kind IN ('voluntary', 'mandatory')),
    reason          text NOT NULL,
    public_message  text,
    batch_ids       uuid[] NOT NULL,
    at              timestamptz(3) NOT NULL
  );
  CREATE INDEX alert_organization ON alert (organization_id, id);
`

const wall = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY own ON ${table} USING (organization_id = app_tenant()) WITH CHECK (organization_id = app_tenant());
`

/** Whoever sees the recall sees this of it. */
const sightOfRecall = (table: string): string => `
  CREATE POLICY area ON ${table} FOR SELECT USING (is_in_area(organization_id));
  CREATE POLICY official ON ${table} FOR SELECT USING (kind = 'mandatory' AND is_inspector());
`

const policies = `
  CREATE POLICY area_decides ON recall_lift FOR UPDATE USING (is_in_area(organization_id));
  CREATE POLICY second_official ON recall_lift FOR UPDATE USING (kind = 'mandatory' AND is_inspector());
  CREATE POLICY told ON alert FOR INSERT WITH CHECK (told_by = app_tenant()); -- one organization tells another, in its own name
`

const grants = `
  GRANT SELECT, INSERT ON recall_lift, recall_note, alert TO nguon_api;
  GRANT UPDATE (state, decided_by, decided_at) ON recall_lift TO nguon_api;
  GRANT UPDATE (closed_by, closed_at, conclusion) ON recall TO nguon_api;
`

/** What is on its way to a place, or came there. */
const handovers = `
  CREATE INDEX event_batch_to_place ON event_batch (to_place_id, event_id) WHERE to_place_id IS NOT NULL;
`

/**
 * Which organization's entry shows a file stands beside the hash, so that whether it is public is found where the file is; and the policy
 * asks by a function, because a distributed table takes no policy with a subquery.
 */
const filesOfOrganization = `
  ALTER TABLE shown_file ADD COLUMN organization_id uuid;
  ALTER TABLE shown_file DISABLE TRIGGER shown_file_rows;
  UPDATE shown_file SET organization_id = event.organization_id FROM event WHERE event.id = event_id;
  ALTER TABLE shown_file ENABLE ALWAYS TRIGGER shown_file_rows;
  ALTER TABLE shown_file ALTER COLUMN organization_id SET NOT NULL;

  CREATE FUNCTION is_file_shown(hash text, organization uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM shown_file WHERE sha256 = hash AND organization_id = organization)
  $$;
  DROP POLICY shown ON file;
  CREATE POLICY shown ON file FOR SELECT USING (is_file_shown(sha256, organization_id));
`
