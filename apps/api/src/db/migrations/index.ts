import type { MigrationInterface } from 'typeorm'
import { CreateHistory1795392000000 } from './1795392000000-create-history.ts'
import { CreateAccounts1795478400000 } from './1795478400000-create-accounts.ts'
import { CompleteRecalls1795564800000 } from './1795564800000-complete-recalls.ts'

/** Every migration, oldest first, listed by hand. One that has landed is never edited. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateHistory1795392000000,
  CreateAccounts1795478400000,
  CompleteRecalls1795564800000,
]
