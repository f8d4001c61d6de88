import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Whoever has an entry asks for its proof by its hash. */
export class FindLeaves1795824000000 implements MigrationInterface {
  readonly name = 'FindLeaves1795824000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX log_leaf_hash ON log_leaf USING hash (leaf_hash)')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX log_leaf_hash')
  }
}
