import type { DataSource } from 'typeorm'
import { ageScans } from './age-scans.ts'
import type { ScanLog } from './scan-log.ts'

const [secondMs, dayMs] = [1_000, 86_400_000]

/**
 * Flushes every second, and once a day lets old scans go.
 *
 * @returns stops it, after a last flush
 */
export function runScanLog(
  db: DataSource,
  log: ScanLog,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let aging: Promise<void> = Promise.resolve()
  const age = () => {
    aging = ageScans(db, new Date()).catch(onError)
  }
  age()
  const timers = [setInterval(() => void log.flush(), secondMs), setInterval(age, dayMs)]
  for (const timer of timers) timer.unref()
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await log.flush()
    await aging
  }
}
