import type { Day, Id } from '@nguon/domain'
import { parsePath } from '@nguon/gs1'
import type { TracePage } from '@nguon/web/public'
import { type Circulation, findCirculating } from '../labels/circulation.ts'
import { readOwnSerial, readSerial, type SerialReading } from '../labels/read-serial.ts'
import { scansOfStamp } from '../scans/code-state.ts'
import type { ReadPage } from './read-page.ts'
import { type Dependencies, isUnchanged, type Stamps, type StampsAfterNow } from './stamp.ts'

/** What the pages of all packages of a batch have in common, and which labels the packages carry. */
interface Story {
  readonly page: TracePage
  readonly circulation: Circulation
  readonly batchId: Id | undefined
  /** Whose labels they are. */
  readonly organizationId: Id | undefined
  readonly dependencies: Dependencies
  readonly stamps: Stamps
}

/**
 * The stories of batches, so that a package nobody has scanned yet is answered by one question to the database: whether anything
 * that the story depends on has changed, and what is known of the scans of this one code. Labels are activated and voided by events
 * of their batch, so that a story that is still true knows its labels too.
 */
export interface Stories {
  /** The page of a package as `readPage` would read it, if it is of a story that is kept and there is nothing to warn of. */
  find(path: string, today: Day): Promise<ReadPage | undefined>
  keep(path: string, today: Day, read: ReadPage): void
}

/** How much is kept in memory; the oldest story goes first. A step takes up about 10 KB, with its words. */
const most = { stories: 500, steps: 10_000 }

/** @param key made the serials that nobody can guess */
export function createStories(
  stampsAfterNow: StampsAfterNow,
  key: Buffer,
  { stories: mostStories, steps: mostSteps } = most,
): Stories {
  const shelves = new Map<string, Set<Story>>()
  const order = new Map<Story, string>()
  let steps = 0

  const drop = (story: Story): void => {
    const place = order.get(story)
    if (place === undefined) return
    order.delete(story)
    steps -= stepsOf(story)
    const shelf = shelves.get(place)
    shelf?.delete(story)
    if (shelf?.size === 0) shelves.delete(place)
  }

  /** The story that this code belongs to. */
  const storyOf = (asked: AskedCode, today: Day): Story | undefined => {
    for (const story of shelves.get(`${today} ${asked.family}`) ?? []) {
      const issuer = findCirculating(story.circulation, asked.readings, asked.isOwn)
      if (issuer !== undefined && issuer === story.organizationId) return story
    }
    return undefined
  }

  return {
    async find(path, today) {
      const asked = askedCode(key, path)
      const story = asked && storyOf(asked, today)
      if (!story) return undefined
      const { code, scanCode } = asked
      const dependencies = { ...story.dependencies, codes: [scanCode] }
      const stamps = await stampsAfterNow(dependencies)
      if (!isUnchanged(story.stamps, stamps)) {
        drop(story)
        return undefined
      }
      const stamp = stamps.get(scanCode) ?? ''
      const { scans: said, pinUses } = scansOfStamp(stamp)
      if (said?.state !== undefined || pinUses > 0) return undefined
      const { state: _state, ...scans } = said ?? { state: undefined }
      const page = { ...story.page, path, code, ...(said && { scans }) } as TracePage
      const own = new Map([...story.stamps, [scanCode, stamp]])
      const { batchId, organizationId } = story
      const scanned = { code: scanCode, batchId, organizationId }
      return { page, kept: { dependencies, stamps: own }, scanned }
    },

    keep(path, today, { page: read, kept, scanned }) {
      const asked = askedCode(key, path)
      if (!asked || !kept?.circulation || storyOf(asked, today)) return
      const { scans: _scans, ...page } = { ...read, ...(read.pin && { pin: {} }) }
      const { codes: _codes, ...dependencies } = kept.dependencies
      const stamps = new Map([...kept.stamps].filter(([id]) => id !== asked.scanCode))
      const { batchId, organizationId } = scanned ?? { batchId: undefined, organizationId: undefined }
      const story = { page, circulation: kept.circulation, batchId, organizationId, dependencies, stamps }
      const place = `${today} ${asked.family}`
      shelves.set(place, (shelves.get(place) ?? new Set()).add(story))
      order.set(story, place)
      steps += stepsOf(story)
      for (const oldest of order.keys()) {
        if (order.size <= mostStories && steps <= mostSteps) break
        drop(oldest)
      }
    },
  }
}

const stepsOf = ({ page, dependencies }: Story): number =>
  (page.batch?.steps.length ?? 0) + Math.ceil(dependencies.batchIds.length / 50)

/** A code that is asked for, as far as its address tells. */
interface AskedCode {
  /** What codes of one story have in common: GTIN and lot, or that they are our own. */
  readonly family: string
  readonly code: string
  readonly scanCode: string
  readonly readings: readonly SerialReading[]
  readonly isOwn: boolean
}

/** Undefined for the address of a batch; an own code may be one too, which no label reads like. */
function askedCode(key: Buffer, path: string): AskedCode | undefined {
  const address = parsePath(path)
  if (!address || address.kind === 'batch') return undefined
  if (address.kind === 'own') {
    const { code } = address
    return { family: 'T', code, scanCode: `T/${code}`, readings: readOwnSerial(key, code), isOwn: true }
  }
  const { gtin, lot, serial } = address
  const reading = readSerial(key, serial)
  return {
    family: `${gtin} ${lot ?? ''}`,
    code: serial,
    scanCode: `01/${gtin}/21/${serial}`,
    readings: reading ? [reading] : [],
    isOwn: false,
  }
}
