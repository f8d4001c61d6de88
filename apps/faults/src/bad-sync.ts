import { newId } from '@nguon/domain'
import { type BadNetwork, startBadNetwork } from './bad-network.ts'
import { judge } from './controls.ts'
import { type Fault, unless } from './fault.ts'
import { findMistakes } from './find-mistakes.ts'
import { type History, readHistory } from './history.ts'
import { givePhone, type TestPhone } from './phone.ts'
import { randomFrom } from './random.ts'
import { type Crop, copySeed, type Seed } from './seed.ts'
import { startServer } from './server.ts'
import type { Acknowledged } from './write-load.ts'

const entriesOfRun = 5
const mostTries = 300

/** Phones send what they recorded through a network that loses, cuts, doubles and delays, and are killed on the way. */
export const syncOverBadNetwork: Fault = {
  name: 'F6',
  title: 'phones sync through a bad network and are killed while they do',
  async run({ size, seed, random }) {
    const dataDir = copySeed(seed)
    const server = await startServer(dataDir)
    const field: Field = { seed, server: server.port, networks: [], phones: [] }
    try {
      const runs = (size === 'ci' ? 200 : 10_000) / seed.phones.length
      const neverArrived = await syncAll(field, runs, random)
      const { networks, phones } = field
      const deaths = phones.reduce((sum, phone) => sum + phone.deaths(), 0)
      const told = await recordAnew(field, random)
      const history = await readHistory(dataDir, server.port)
      const acknowledged = phones.flatMap((phone) => [...phone.acknowledged.values()])
      const control = await findMistakes(history, told)
      const doubled = control.filter((mistake) => mistake.startsWith('doubled')).length
      return {
        said:
          `${runs * phones.length} runs, ${acknowledged.length} entries, ${countsOf(networks)}, killed ${deaths} times; ` +
          `control: a phone that records anew doubled ${doubled}`,
        mistakes: [
          ...neverArrived,
          ...(await judge(history, acknowledged)),
          ...(await findAllGaps(history, phones, runs * entriesOfRun)),
          ...unless(deaths > 0, 'no phone was killed'),
          ...unless(
            networks.every(({ counts }) => Object.values(counts).every((count) => count > 0)),
            'a kind of fault never happened',
          ),
          ...unless(doubled > 0, 'control: a phone that records anew after no answer doubled nothing'),
        ],
      }
    } finally {
      for (const network of field.networks) network.close()
      await server.stop()
    }
  },
}

/** A server, and the phones that send to it, each in a network of its own. */
interface Field {
  readonly seed: Seed
  /** Its port. */
  readonly server: number
  readonly networks: BadNetwork[]
  readonly phones: TestPhone[]
}

/** @returns what never arrived */
async function syncAll(field: Field, runs: number, random: number): Promise<string[]> {
  const { seed, networks, phones } = field
  const work = seed.phones.map(async (person, at) => {
    const { network, phone } = await join(field, person)
    networks.push(network)
    phones.push(phone)
    const mistakes: string[] = []
    for (let run = 0; run < runs; run++)
      mistakes.push(...(await runOnce({ network, phone, seed, name: random + at * runs + run })))
    await network.deliverLate()
    return mistakes
  })
  return (await Promise.all(work)).flat()
}

async function join(
  { server, seed }: Field,
  person: Seed['phones'][number],
): Promise<{ network: BadNetwork; phone: TestPhone }> {
  const network = await startBadNetwork(server)
  const organizationId = seed.crops[0]?.organizationId ?? ''
  return { network, phone: await givePhone(person, organizationId, { port: network.port, server }) }
}

interface SyncRun {
  readonly network: BadNetwork
  readonly phone: TestPhone
  readonly seed: Seed
  /** The seed of this run. */
  readonly name: number
}

/** Five entries, each sent when it is recorded and again until it is answered. */
async function runOnce({ network, phone, seed, name }: SyncRun): Promise<string[]> {
  const chance = randomFrom(name)
  network.set(chance)
  for (let at = 0; at < entriesOfRun; at++) {
    const crop = seed.crops[chance.below(seed.crops.length)] ?? seed.crops[0]
    if (crop) await phone.keep(`ghi ${name}/${at}`, crop)
    await phone.send(chance)
  }
  for (let tries = 0; (await phone.waiting()).length > 0; tries++) {
    if (tries === mostTries) return [`run ${name}: ${(await phone.waiting()).length} entries never arrive`]
    await phone.send(chance)
  }
  return []
}

/**
 * The negative control: a phone that knows no outbox. What has no answer is recorded once more, as something new.
 *
 * @returns what it was told is recorded
 */
async function recordAnew(field: Field, random: number): Promise<Acknowledged[]> {
  const { seed, networks } = field
  const { network, phone } = await join(field, { cookie: seed.cookie, personId: newId() })
  networks.push(network)
  network.set(randomFrom(random))
  for (let at = 0; at < 30; at++)
    for (let isAnswered = false; !isAnswered; ) {
      const entry = await phone.keep(`quên ${at}`, seed.crops[0] as Crop)
      await phone.send()
      isAnswered = phone.acknowledged.has(entry.eventId)
      await phone.forget(entry)
    }
  await network.deliverLate()
  return [...phone.acknowledged.values()]
}

/** The numbers of the phones, as the server counts them and as they stand in the history. */
async function findAllGaps(history: History, phones: readonly TestPhone[], count: number): Promise<string[]> {
  const contiguous = await Promise.all(phones.map((phone) => phone.contiguous()))
  return [
    ...phones.flatMap((phone) => findGaps(history, phone, count)),
    ...unless(
      contiguous.every((number) => number === count),
      `the server says that everything arrived up to ${contiguous}, not ${count}`,
    ),
  ]
}

/** The numbers of a phone, as they stand in the history: 1, 2, 3 … each once. */
function findGaps({ entries }: History, { deviceId }: TestPhone, count: number): string[] {
  const numbers = entries
    .map(
      (entry) =>
        JSON.parse(Buffer.from(entry).toString()) as { device?: { keyId: string; sequence: number } },
    )
    .flatMap(({ device }) => (device?.keyId === deviceId ? [device.sequence] : []))
    .sort((a, b) => a - b)
  const isWhole = numbers.length === count && numbers.every((number, at) => number === at + 1)
  return unless(
    isWhole,
    `the phone ${deviceId} has ${numbers.length} numbers up to ${numbers.at(-1)}, not ${count}`,
  )
}

function countsOf(networks: readonly BadNetwork[]): string {
  const [first] = networks
  const sum = (kind: string) =>
    networks.reduce((total, { counts }) => total + (counts[kind as never] ?? 0), 0)
  return Object.keys(first?.counts ?? {})
    .map((kind) => `${sum(kind)} ${kind}`)
    .join(', ')
}
