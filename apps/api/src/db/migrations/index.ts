import type { MigrationInterface } from 'typeorm'
import { CreateHistory1795392000000 } from './1795392000000-create-history.ts'
import { CreateAccounts1795478400000 } from './1795478400000-create-accounts.ts'

/** Every migration, oldest first, listed by hand. One that has landed is never edited. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateHistory1795392000000,
  CreateAccounts1795478400000,
]
