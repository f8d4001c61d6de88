import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What people who hold a package report: a fake, a fault, a wrong fact. */
export class CreateReports1795996800000 implements MigrationInterface {
  readonly name = 'CreateReports1795996800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE report (
        id              uuid PRIMARY KEY,
        organization_id uuid NOT NULL, -- who issued the code; the platform's where nobody did
        path            text NOT NULL CHECK (length(path) <= 300), -- of the code, as it was read
        kind            text NOT NULL CHECK (kind IN ('fake', 'different', 'quality', 'still_sold', 'wrong_facts')),
        words           text NOT NULL CHECK (length(words) <= 2000),
        place           text CHECK (length(place) <= 200),
        phone           text CHECK (length(phone) <= 20), -- of who reports: for those who look into it only
        reported_at     timestamptz(3) NOT NULL,
        state           text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'seen', 'answered')),
        answer          text CHECK (state <> 'answered' OR answer IS NOT NULL),
        handled_by      uuid, -- an account
        handled_at      timestamptz(3)
      );
      CREATE INDEX report_organization ON report (organization_id, reported_at);

      ALTER TABLE report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON report USING (organization_id = app_tenant()) WITH CHECK (organization_id = app_tenant());
      CREATE POLICY area ON report FOR SELECT TO nguon_api USING (is_in_area(organization_id));
      CREATE POLICY area_answers ON report FOR UPDATE TO nguon_api USING (is_in_area(organization_id));
      -- a code that nobody issued is every inspector's affair
      CREATE POLICY nobodys ON report FOR SELECT TO nguon_api
        USING (organization_id = '00000000-0000-0000-0000-000000000000' AND is_inspector());
      CREATE POLICY nobodys_answers ON report FOR UPDATE TO nguon_api
        USING (organization_id = '00000000-0000-0000-0000-000000000000' AND is_inspector());
      CREATE POLICY backup ON report FOR SELECT TO nguon_backup USING (true);

      GRANT SELECT, INSERT ON report TO nguon_api;
      GRANT UPDATE (state, answer, handled_by, handled_at) ON report TO nguon_api;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE report')
  }
}
