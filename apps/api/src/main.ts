import { readConfig, StartError } from './config.ts'
import { readEnvironment } from './environment.ts'
import { startServer } from './start-server.ts'

/** Starts the server; SIGINT and SIGTERM stop it in order, also while it is still starting. */
async function main(): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
  const running = await startServer(readConfig(readEnvironment()), (line) => console.log(line))
  await asked
  await running.stop()
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message : error)
    process.exit(1)
  },
)
