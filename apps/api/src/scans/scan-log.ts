import type { Request, Response } from 'express'
import type { DataSource } from 'typeorm'
import { agentKindOf } from './agent-kind.ts'
import { deviceOf } from './device-of.ts'
import { keepScans } from './keep-scans.ts'
import type { ProvinceOf } from './provinces.ts'
import { createRepeats } from './repeats.ts'
import type { CountedScan } from './scan-store.ts'
import { type ScannedCode, type Visit, visitOf } from './visit.ts'

/** Counts the scans of packages beside the path of the requests. */
export interface ScanLog {
  /** Notes that a page was sent, in memory: it costs microseconds, never waits and never fails. */
  count(req: Request, res: Response, scanned: ScannedCode | undefined): void
  /** Writes down what was noted. While the database is away it is kept, as far as there is room. */
  flush(): Promise<void>
  /** Scans that were lost because there was no room. */
  dropped(): number
}

interface ScanLogParts {
  readonly db: DataSource
  /** Makes devices out of networks; outside the database. */
  readonly key: Buffer
  /** Absent: provinces are not known, and the rule about them sleeps. */
  readonly provinceOf?: ProvinceOf | undefined
  readonly onError: (error: unknown) => void
  readonly now?: () => Date
  /** How many scans wait at most, noted and kept ones each. */
  readonly most?: number
}

const hourMs = 3_600_000

export function createScanLog(parts: ScanLogParts): ScanLog {
  const { db, key, provinceOf, onError, now = () => new Date(), most = 20_000 } = parts
  const repeats = createRepeats()
  /** By code and visitor: whoever looks again before the next flush is a repeat. */
  let noted = new Map<string, Visit>()
  let kept: CountedScan[] = []
  let dropped = 0
  let running: Promise<void> = Promise.resolve()

  /** What may be written down of a visit; nothing of what no person did, nor of a repeat. */
  const countedOf = ({ atMs, ip, network, userAgent, ...scanned }: Visit): CountedScan[] => {
    const agent = agentKindOf(userAgent)
    if (agent === undefined) return []
    const device = deviceOf(key, scanned.code, network, agent)
    if (repeats.isRepeat(device.toString('base64'), atMs)) return []
    const at = new Date(Math.floor(atMs / hourMs) * hourMs)
    return [{ ...scanned, at, provinceCode: provinceOf?.(ip), agent, device }]
  }

  const write = async (): Promise<void> => {
    const visits = noted
    noted = new Map() // from here on no address is left
    const scans = [...kept, ...[...visits.values()].flatMap(countedOf)]
    kept = scans.slice(0, most)
    dropped += scans.length - kept.length
    if (kept.length === 0) return
    try {
      await keepScans(db, kept, now())
      kept = []
    } catch (error) {
      onError(error) // tried again with the next flush
    }
  }

  return {
    count(req, res, scanned) {
      const visit = scanned && visitOf(req, res.statusCode, scanned, now().getTime())
      if (!visit) return
      const visitor = `${visit.code} ${visit.network} ${visit.userAgent}`
      if (noted.has(visitor)) return
      if (noted.size < most) noted.set(visitor, visit)
      else dropped += 1
    },
    flush() {
      running = running.then(write)
      return running
    },
    dropped: () => dropped,
  }
}
