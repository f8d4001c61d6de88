import { readConfig, StartError } from './config.ts'
import { readEnvironment } from './environment.ts'
import { startServer } from './start-server.ts'

/** Starts the server; SIGINT and SIGTERM stop it in order. */
async function main(): Promise<void> {
  const running = await startServer(readConfig(readEnvironment()), (line) => console.log(line))
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    running.stop().then(
      () => process.exit(),
      (error) => fail(error),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function fail(error: unknown): void {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
}

main().catch(fail)
