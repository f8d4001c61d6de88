import { generateKey, parseCheckpoint, signCheckpoint } from '@nguon/transparency'
import { ask } from './ask.ts'
import { type Fault, unless } from './fault.ts'
import { findMistakes, type OpenNote } from './find-mistakes.ts'
import { readHistory } from './history.ts'
import { asOwner } from './postgres.ts'
import { copySeed, irrigation, type Seed } from './seed.ts'
import { startServer } from './server.ts'

const pairs = 40

/** Takes the guards away, one after the other, and looks whether that is noticed. What the kills need is in F1. */
export const negativeControls: Fault = {
  name: 'F12',
  title: 'guards taken away',
  async run({ seed }) {
    const steps = [await withoutDedupe(seed), await withoutTrigger(seed), await withoutVerifier(seed)]
    return {
      said: steps.map(({ said }) => said).join('; '),
      mistakes: steps.flatMap(({ mistakes }) => mistakes),
    }
  },
}

interface Step {
  readonly said: string
  readonly mistakes: readonly string[]
}

/** Two records of one id over different batches, at once: the key of the table alone lets one of them in. */
async function withoutDedupe(seed: Seed): Promise<Step> {
  const dataDir = copySeed(seed)
  const server = await startServer(dataDir, { env: { LOG_LEVEL: 'silent' } })
  try {
    const kept = await recordPairs(dataDir, server.port, seed)
    await asOwner(
      dataDir,
      `ALTER TABLE event DROP CONSTRAINT event_pkey; ALTER TABLE log_pending DROP CONSTRAINT log_pending_pkey`,
    )
    const dropped = await recordPairs(dataDir, server.port, seed)
    return {
      said: `of ${pairs} ids sent twice at once ${kept} doubled, and ${dropped} without the index`,
      mistakes: [
        ...unless(kept === 0, `${kept} ids are recorded twice`),
        ...unless(dropped > 0, 'control: without the index nothing is recorded twice'),
      ],
    }
  } finally {
    await server.stop()
  }
}

/** @returns how many ids stand twice by now */
async function recordPairs(dataDir: string, port: number, seed: Seed): Promise<number> {
  for (let at = 0; at < pairs; at++) {
    const [one, other] = [seed.crops[at % 12], seed.crops[12 + (at % 12)]]
    if (!one || !other) throw new Error('no crops')
    const event = irrigation(one, `đôi ${at}`)
    const twin = { ...event, batches: irrigation(other, '').batches }
    const send = (body: object) => ask(port, '/api/v1/events', { cookie: seed.cookie, body: { event: body } })
    await Promise.all([send(event), send(twin)])
  }
  const rows = await asOwner(dataDir, 'SELECT id FROM event GROUP BY id HAVING count(*) > 1')
  return rows.length
}

const edit = `UPDATE event SET entry = convert_to(replace(convert_from(entry, 'UTF8'), 'gieo', 'gặt'), 'UTF8')
  WHERE position('gieo' IN convert_from(entry, 'UTF8')) > 0`

/** What a superuser may do, the trigger refuses; without it the row changes, and the server does not start any more. */
async function withoutTrigger(seed: Seed): Promise<Step> {
  const dataDir = copySeed(seed)
  const server = await startServer(dataDir)
  const refused = await asOwner(dataDir, edit).then(
    () => false,
    (error: Error) => /IMMUTABLE/.test(error.message),
  )
  await asOwner(dataDir, 'DROP TRIGGER event_rows ON event')
  await asOwner(dataDir, edit)
  await server.stop()
  const started = await startServer(dataDir).then(
    (next) => next.stop().then(() => 'it started'),
    (error: Error) => error.message,
  )
  return {
    said: 'an UPDATE passes without the trigger, and the server then does not start',
    mistakes: [
      ...unless(refused, 'the trigger did not refuse an UPDATE of the owner'),
      ...unless(
        /triggers .* are gone/.test(started),
        `control: without the trigger the server says: ${started}`,
      ),
    ],
  }
}

/** A verifier that believes everything. */
const believe: OpenNote = async (note) => {
  const text = `${String(note).split('\n\n')[0]}\n`
  return { ...parseCheckpoint(text), text, cosignatures: [] }
}

/** A checkpoint over the true entries, signed by somebody else under the same name. */
async function withoutVerifier(seed: Seed): Promise<Step> {
  const dataDir = copySeed(seed)
  const server = await startServer(dataDir)
  try {
    const history = await readHistory(dataDir, server.port)
    const { size, root } = parseCheckpoint(`${history.notes.at(-1)?.split('\n\n')[0]}\n`)
    const other = await generateKey(history.key.name)
    const forged = { ...history, notes: [await signCheckpoint({ origin: other.name, size, root }, other)] }
    const [seen, believed] = [await findMistakes(forged, []), await findMistakes(forged, [], believe)]
    return {
      said: `a forged signature is ${seen.length > 0 ? 'seen' : 'not seen'}, and ${believed.length === 0 ? 'not ' : ''}by a verifier that says yes to all`,
      mistakes: [
        ...unless(seen.length > 0, 'a forged signature is not seen'),
        ...unless(believed.length === 0, 'control: a verifier that says yes to all refuses'),
      ],
    }
  } finally {
    await server.stop()
  }
}
