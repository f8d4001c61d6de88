import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { formatVerifierKey } from '@nguon/transparency'
import { ask } from './ask.ts'
import { catchers, type Scene } from './catchers.ts'
import { type Fault, unless } from './fault.ts'
import { findMistakes } from './find-mistakes.ts'
import { readHistory } from './history.ts'
import { runVerifier } from './run-verifier.ts'
import { copySeed, type Seed, signIn } from './seed.ts'
import { runCommand, type Server, startServer } from './server.ts'
import { type Acknowledged, startLoad } from './write-load.ts'

/** An old backup is put back and the server started; then what came since is brought back from a mirror. */
export const restoreBackup: Fault = {
  name: 'F8',
  title: 'an old backup is put back',
  async run({ seed }) {
    const lived = await liveOn(seed)
    const { dataDir, backups, mirror, acknowledged } = lived
    rmSync(join(dataDir, 'postgres'), { recursive: true })
    await command(dataDir, ['restore', backups])
    const restored: Seed = { ...seed, folder: dataDir }
    const alarm = await startAndLook(dataDir)
    const forgetful = await withoutLast(restored, lived)
    await command(dataDir, ['replay', mirror])
    const server = await startServer(dataDir)
    try {
      const scene = await sceneOf(restored, server, mirror)
      const history = await readHistory(dataDir, server.port)
      const wrong: string[] = []
      for (const [name, says] of Object.entries(catchers))
        if (await says(scene)) wrong.push(`after the replay ${name} finds fault`)
      return {
        said: `started without it nothing was signed and the command was named; after the replay all ${acknowledged.length} events are back and the mirror goes on; control: without the last checkpoint a second history was signed, and the mirror saw it`,
        mistakes: [
          ...unless(
            /npm run nguon -- replay/.test(alarm),
            `the server does not name the command: ${alarm.slice(-500)}`,
          ),
          ...(await findMistakes(history, acknowledged)),
          ...[...wrong, ...forgetful],
        ],
      }
    } finally {
      await server.stop()
    }
  },
}

interface Lived {
  readonly dataDir: string
  readonly backups: string
  readonly mirror: string
  readonly acknowledged: readonly Acknowledged[]
}

/** A backup is made, and life goes on; a mirror sees all of it. */
async function liveOn(seed: Seed): Promise<Lived> {
  const dataDir = copySeed(seed)
  const [backups, mirror] = ['backups-', 'mirror-'].map((name) => mkdtempSync(join(dataDir, '..', name))) as [
    string,
    string,
  ]
  const server = await startServer(dataDir)
  try {
    await command(dataDir, ['backup', backups])
    const acknowledged = await recordSome(server, seed)
    await readHistory(dataDir, server.port)
    const url = `http://127.0.0.1:${server.port}/log`
    const { code, output } = await runVerifier(['mirror', url, mirror, '--key', formatVerifierKey(seed.key)])
    if (code !== 0) throw new Error(`the log cannot be mirrored:\n${output}`)
    return { dataDir, backups, mirror, acknowledged }
  } finally {
    await server.stop()
  }
}

async function recordSome({ port }: Server, seed: Seed): Promise<readonly Acknowledged[]> {
  const load = startLoad([port], seed)
  for (let many = 0; many < 200; many++) await load.nextAcknowledged()
  return (await load.stop()).acknowledged
}

async function command(dataDir: string, words: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(dataDir, words)
  if (code !== 0) throw new Error(`nguon ${words[0]} ended with ${code}:\n${output}`)
}

/** Starts the server until it raises its alarm. @returns what it printed */
async function startAndLook(dataDir: string): Promise<string> {
  const server = await startServer(dataDir)
  try {
    for (const until = Date.now() + 10_000; Date.now() < until; await pause(50)) {
      const ready = await ask(server.port, '/readyz')
      if (/sealed no more/.test(ready.bytes.toString())) break
    }
    return server.output()
  } finally {
    await server.stop()
  }
}

/** Sessions are in no backup: somebody signs in anew. */
async function sceneOf(seed: Seed, server: Server, mirror: string): Promise<Scene> {
  const { cookie } = await signIn(seed.folder, seed.crops[0]?.organizationId ?? '')
  const scene = { dataDir: seed.folder, server, mirror, vkey: formatVerifierKey(seed.key) }
  return { ...scene, seed: { ...seed, cookie } }
}

/** The negative control: without the checkpoint that is kept beside the database the old backup is signed, and only outsiders see it. */
async function withoutLast(restored: Seed, { mirror }: Lived): Promise<string[]> {
  const dataDir = copySeed(restored)
  rmSync(join(dataDir, 'log', 'checkpoint.last'))
  const server = await startServer(dataDir)
  try {
    const scene = await sceneOf({ ...restored, folder: dataDir }, server, mirror)
    return [
      ...unless(
        !(await catchers.sequencer(scene)),
        'control: the sequencer raises an alarm without its file',
      ),
      ...unless(await catchers.mirror(scene), 'control: the mirror does not see the second history'),
    ]
  } finally {
    await server.stop()
  }
}
