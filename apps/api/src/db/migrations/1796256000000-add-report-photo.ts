import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A report may bring one picture: re-encoded, and behind the same row security as its words. */
export class AddReportPhoto1796256000000 implements MigrationInterface {
  readonly name = 'AddReportPhoto1796256000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE report ADD COLUMN photo bytea CHECK (octet_length(photo) <= 8388608); -- WebP, made from the pixels alone
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE report DROP COLUMN photo')
  }
}
