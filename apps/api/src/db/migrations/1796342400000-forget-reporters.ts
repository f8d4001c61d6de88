import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The phone number and the picture of who reported something are let go after their time; what was said of the goods stays. */
export class ForgetReporters1796342400000 implements MigrationInterface {
  readonly name = 'ForgetReporters1796342400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE report ADD COLUMN forgotten_at timestamptz(3), -- when phone and picture were let go
        ADD CHECK (forgotten_at IS NULL OR (phone IS NULL AND photo IS NULL));
      CREATE INDEX report_to_forget ON report (reported_at) WHERE forgotten_at IS NULL;

      CREATE POLICY forgets ON report TO nguon_privacy USING (true);
      GRANT SELECT (reported_at, forgotten_at), UPDATE (phone, photo, forgotten_at) ON report TO nguon_privacy;
      CREATE FUNCTION forget_reporters(before timestamptz, now timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        UPDATE report SET phone = NULL, photo = NULL, forgotten_at = now WHERE reported_at < before AND forgotten_at IS NULL
      $$;
      REVOKE ALL ON FUNCTION forget_reporters(timestamptz, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION forget_reporters(timestamptz, timestamptz) TO nguon_api;
      GRANT CREATE ON SCHEMA public TO nguon_privacy; -- which a role needs at the moment it is given a function
      ALTER FUNCTION forget_reporters(timestamptz, timestamptz) OWNER TO nguon_privacy;
      REVOKE CREATE ON SCHEMA public FROM nguon_privacy;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION forget_reporters(timestamptz, timestamptz);
      DROP POLICY forgets ON report;
      REVOKE ALL ON report FROM nguon_privacy;
      ALTER TABLE report DROP COLUMN forgotten_at;
    `)
  }
}
