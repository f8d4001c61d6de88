import { verifierKey } from '@nguon/transparency'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Database, openSequencing } from '../db/data-source.ts'
import { loadLogKey } from './log-key.ts'
import type { ShownLog } from './published.ts'
import { type OnPublish, type Sequencer, startSequencer } from './sequencer.ts'

/**
 * Loads the key of the log and starts sealing, over a connection of its own.
 *
 * @param onPublish who is told of every checkpoint that this process publishes
 */
export async function openLog(
  config: Pick<Config, 'NGUON_DATA' | 'NGUON_CHECKPOINT' | 'PUBLIC_URL'>,
  database: Pick<Database, 'sequencer'>,
  logger: Logger,
  onPublish: readonly OnPublish[] = [],
): Promise<Sequencer & ShownLog> {
  const key = await loadLogKey(config.NGUON_DATA, config.PUBLIC_URL)
  const db = await openSequencing(database.sequencer)
  const lastPath = config.NGUON_CHECKPOINT
  const sequencer = startSequencer({ db, key, lastPath, logger, onPublish })
  return {
    ...sequencer,
    ...{ key: verifierKey(key.name, key.type, key.publicKey), lastPath },
    async stop() {
      await sequencer.stop()
      await db.destroy()
    },
  }
}
