import { ask } from './ask.ts'
import { judge } from './controls.ts'
import { type Fault, unless } from './fault.ts'
import { findMistakes } from './find-mistakes.ts'
import { type History, readHistory } from './history.ts'
import { type Crop, copySeed, irrigation, type Seed } from './seed.ts'
import { freePort, startServer } from './server.ts'
import type { Acknowledged } from './write-load.ts'

const [hourMs, dayMs] = [3_600_000, 86_400_000]

/** Shifts the clock of a process before its program is read. */
const shifted = (ms: number): string[] => {
  const program = `const True = Date
    globalThis.Date = class extends True {
      constructor(...given) { if (given.length) super(...given); else super(True.now() + ${ms}) }
      static now() { return True.now() + ${ms} }
    }`
  return ['--import', `data:text/javascript,${encodeURIComponent(program)}`]
}

/** What a phone says that happened, and what must become of it on a server whose clock is off by so much. */
interface Case {
  /** Before the server's own time. */
  readonly agoMs: number
  readonly expected: 'recorded' | 'LATE_ENTRY' | 'FUTURE_EVENT'
}

const cases: readonly Case[] = [
  { agoMs: 0, expected: 'recorded' },
  { agoMs: dayMs, expected: 'recorded' }, // the phone's clock is a day late
  { agoMs: -dayMs, expected: 'FUTURE_EVENT' }, // and a day early
  { agoMs: 71 * hourMs, expected: 'recorded' },
  { agoMs: 73 * hourMs, expected: 'LATE_ENTRY' },
]

/** The server's clock jumps a day forwards, two back, and one forwards again; the phones' clocks are a day off either way. */
export const clockJumps: Fault = {
  name: 'F9',
  title: 'clocks of server and phones jump by a day',
  async run({ size, seed }) {
    const dataDir = copySeed(seed)
    const port = await freePort()
    const [acknowledged, mistakes]: [Acknowledged[], string[]] = [[], []]
    let history: History | undefined
    const jumps = [0, dayMs, -dayMs, 0]
    for (let round = 0; round < (size === 'ci' ? 1 : 10); round++)
      for (const [step, jump] of jumps.entries()) {
        const server = await startServer(dataDir, { port, node: shifted(jump) })
        try {
          for (const [at, each] of cases.entries()) {
            const text = `giờ ${round}/${step}/${at}`
            const said = await recordAt({ port, seed, text }, Date.now() + jump - each.agoMs)
            if (said.outcome !== each.expected)
              mistakes.push(
                `with the clock off by ${jump} ms, ${each.agoMs} ms ago: ${said.outcome}, not ${each.expected}`,
              )
            if (said.acknowledged) acknowledged.push(said.acknowledged)
          }
          history = await readHistory(dataDir, port)
        } finally {
          await server.stop()
        }
      }
    if (!history) throw new Error('no jump')
    const back = jumpsBack(history)
    const byTime = { ...history, entries: sortedByTime(history), notes: [] }
    const control = await findMistakes(byTime, acknowledged)
    return {
      said: `${acknowledged.length} recorded, time ran backwards ${back} times, badges and refusals as they should be; control: sorted by time ${control.length} mistakes`,
      mistakes: [
        ...mistakes,
        ...(await judge(history, acknowledged)),
        ...unless(back > 0, 'no clock ever jumped back'),
        ...unless(control.length > 0, 'control: sorted by time the history is whole too'),
      ],
    }
  },
}

interface Saying {
  readonly port: number
  readonly seed: Seed
  readonly text: string
}

async function recordAt(
  { port, seed, text }: Saying,
  at: number,
): Promise<{ outcome: string; acknowledged?: Acknowledged }> {
  const event = irrigation(seed.crops[0] as Crop, text, new Date(at))
  const { status, bytes } = await ask(port, '/api/v1/events', { cookie: seed.cookie, body: { event } })
  const answer = JSON.parse(bytes.toString()) as { code: string; leafHash: string; marks: string[] }
  if (status !== 201) return { outcome: answer.code }
  const outcome = answer.marks.includes('LATE_ENTRY') ? 'LATE_ENTRY' : 'recorded'
  return { outcome, acknowledged: { id: event.id, leafHash: answer.leafHash, text } }
}

const timeOf = (entry: Uint8Array): number =>
  Date.parse((JSON.parse(Buffer.from(entry).toString()) as { recordedAt: string }).recordedAt)

/** How often an entry of this fault says that it was recorded over twelve hours before the one before it. */
function jumpsBack({ entries }: History): number {
  const times = entries.filter((entry) => Buffer.from(entry).includes('"giờ ')).map(timeOf)
  return times.filter((time, at) => (times[at - 1] ?? 0) - time > 12 * hourMs).length
}

const sortedByTime = ({ entries }: History): Uint8Array[] =>
  [...entries].sort((a, b) => timeOf(a) - timeOf(b))
