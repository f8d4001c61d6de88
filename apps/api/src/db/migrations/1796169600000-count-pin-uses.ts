import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How often the PIN of a package was right: who holds the package now reads whether somebody was there before. */
export class CountPinUses1796169600000 implements MigrationInterface {
  readonly name = 'CountPinUses1796169600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE label_pin ADD COLUMN uses int NOT NULL DEFAULT 0;
      GRANT UPDATE (uses) ON label_pin TO nguon_api;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE label_pin DROP COLUMN uses')
  }
}
