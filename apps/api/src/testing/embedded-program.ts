/**
 * A process that uses the embedded database, for tests that kill it: `tsx embedded-program.ts <data folder> <as>`.
 * Prints `open` when it is, `restarted` when PostgreSQL was gone and is back, and stops in order when interrupted
 * (after a last query, then `stopped`) or when its input ends.
 */
import pg from 'pg'
import { openEmbedded } from '../db/embedded.ts'

const [dataDir = '', as = ''] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

openEmbedded({
  dataDir,
  durability: 'full',
  as: as as 'server' | 'cli',
  onRestart: () => say('restarted'),
}).then(
  (embedded) => {
    const stop = async (): Promise<void> => {
      const client = new pg.Client(embedded.owner)
      await client.connect()
      await client.query('SELECT 1')
      await client.end()
      await embedded.stop()
      say('stopped')
      process.exit()
    }
    process.once('SIGINT', () => void stop())
    process.stdin.once('end', () => void stop()).resume()
    say('open')
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  },
)
