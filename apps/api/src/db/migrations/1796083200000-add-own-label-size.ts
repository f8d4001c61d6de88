import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A printer may hold labels of a size of its own. */
export class AddOwnLabelSize1796083200000 implements MigrationInterface {
  readonly name = 'AddOwnLabelSize1796083200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE printer ADD COLUMN medium jsonb; -- its labels in millimetres; none: they have a usual size
      GRANT UPDATE (medium) ON printer TO nguon_api;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE printer DROP COLUMN medium')
  }
}
