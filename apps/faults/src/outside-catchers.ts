import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatAddCheckpoint, fromBase64 } from '@nguon/transparency'
import { checkTrace } from '../../web/src/check/check-trace.ts'
import { Mismatch } from '../../web/src/check/outcome.ts'
import { ask } from './ask.ts'
import type { Scene } from './catchers.ts'
import { isRefused, runVerifier, startVerifier } from './run-verifier.ts'
import type { Catcher } from './tamper-kinds.ts'

type Outside = Exclude<Catcher, 'sequencer' | 'verify'>

const logOf = ({ server }: Scene): string => `http://127.0.0.1:${server.port}/log`

/** Whether those who have nothing but what the server shows, and what it showed before, say that something is wrong. */
export const outsideCatchers: Readonly<Record<Outside, (scene: Scene) => Promise<boolean>>> = {
  mirror(scene) {
    const copy = newFolder(scene)
    cpSync(scene.mirror, copy, { recursive: true })
    return isRefused(['mirror', logOf(scene), copy, '--key', scene.vkey])
  },
  newcomer: (scene) => isRefused(['mirror', logOf(scene), newFolder(scene), '--key', scene.vkey]),
  compare: (scene) => isRefused(['compare', logOf(scene), scene.mirror, '--key', scene.vkey]),
  async witness(scene) {
    const file = join(newFolder(scene), 'witness.key')
    await runVerifier(['new-key', 'witness.example', file])
    const child = startVerifier(['witness', '--listen', '0', '--key', file, '--log', scene.vkey])
    try {
      const [line] = await once(child.stderr as NodeJS.ReadableStream, 'data')
      const url = `${String(line).split(' ')[0]}/add-checkpoint`
      if ((await addCheckpoint(url, 0, [], keptNote(scene))) !== 200)
        throw new Error('the witness does not take what the log showed before')
      return (await showWitness(scene, url)) !== 200
    } finally {
      child.kill('SIGTERM')
    }
  },
  async phone(scene) {
    try {
      await checkAgain(scene)
      return false
    } catch (error) {
      if (error instanceof Mismatch) return true
      throw error
    }
  },
}

const newFolder = ({ dataDir }: Scene): string => mkdtempSync(join(dataDir, 'outside-'))

/** The checkpoint that everybody saw before anything was changed. */
const keptNote = ({ mirror }: Scene): string => readFileSync(join(mirror, 'checkpoint'), 'utf8')

const sizeOf = (note: string): number => Number(note.split('\n')[1])

async function addCheckpoint(
  url: string,
  old: number,
  proof: readonly Uint8Array[],
  checkpoint: string,
): Promise<number> {
  const answer = await fetch(url, { method: 'POST', body: formatAddCheckpoint({ old, proof, checkpoint }) })
  return answer.status
}

/** Shows the witness what the server shows now, with the proof that the server gives for it. @returns the answer's status */
async function showWitness(scene: Scene, url: string): Promise<number> {
  const [kept, note] = [keptNote(scene), (await ask(scene.server.port, '/log/checkpoint')).bytes.toString()]
  const path = `/api/v1/log/consistency?from=${sizeOf(kept)}&to=${sizeOf(note)}`
  const given = await ask(scene.server.port, path)
  const { proof = [] } = JSON.parse(given.bytes.toString()) as { proof?: string[] }
  return addCheckpoint(url, sizeOf(kept), proof.map(fromBase64), note)
}

/** A packet of the sample, whose label a shopper checked before. */
const code = '/01/09520003000025/10/MD260115A'

/** What the web's own check says, on a phone that remembers the log. @throws {Mismatch} */
async function checkAgain(scene: Scene): Promise<void> {
  const { port } = scene.server
  const html = (await ask(port, code)).bytes.toString()
  const said = (name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? ''
  const page = {
    batchId: said('batch'),
    state: said('state'),
    own: Number(said('own')),
    all: Number(said('all')),
  }
  await checkTrace({
    answer: (await ask(port, `/api/v1/trace/${encodeURIComponent(code.slice(1))}`)).bytes,
    remembered: { key: scene.vkey, note: keptNote(scene) },
    page,
    now: new Date(),
    proveConsistency: async (from, to) =>
      (await ask(port, `/api/v1/log/consistency?from=${from}&to=${to}`)).bytes,
  })
}
