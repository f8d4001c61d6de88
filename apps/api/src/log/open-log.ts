import { verifierKey } from '@nguon/transparency'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Database, openSequencing } from '../db/data-source.ts'
import { loadLogKey } from './log-key.ts'
import { createPublished, type ShownLog } from './published.ts'
import { type OnPublish, type Sequencer, startSequencer } from './sequencer.ts'
import { readWitnesses } from './witness-list.ts'
import { startWitnesses } from './witnesses.ts'

/**
 * Loads the key of the log and starts sealing, over a connection of its own, and showing the witnesses what was sealed.
 *
 * @param onPublish who is told of every checkpoint that this process publishes
 */
export async function openLog(
  config: Pick<Config, 'NGUON_DATA' | 'NGUON_CHECKPOINT' | 'NGUON_WITNESSES' | 'PUBLIC_URL'>,
  database: Pick<Database, 'api' | 'sequencer'>,
  logger: Logger,
  onPublish: readonly OnPublish[] = [],
): Promise<Sequencer & ShownLog> {
  const list = readWitnesses(config.NGUON_WITNESSES)
  const key = await loadLogKey(config.NGUON_DATA, config.PUBLIC_URL)
  const db = await openSequencing(database.sequencer)
  const lastPath = config.NGUON_CHECKPOINT
  const sequencer = startSequencer({ db, key, lastPath, logger, onPublish })
  const shown = { key: verifierKey(key.name, key.type, key.publicKey), lastPath }
  const readPublished = createPublished(database.api, shown)
  const witnesses = startWitnesses({ db: database.api, list, readPublished, logger })
  return {
    ...{ ...sequencer, ...shown, witnesses },
    async stop() {
      await witnesses.stop()
      await sequencer.stop()
      await db.destroy()
    },
  }
}
