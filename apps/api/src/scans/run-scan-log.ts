import type { ScanLog } from './scan-log.ts'

/**
 * Flushes every second.
 *
 * @returns stops it, after a last flush
 */
export function runScanLog(log: ScanLog): () => Promise<void> {
  const timer = setInterval(() => void log.flush(), 1_000).unref()
  return async () => {
    clearInterval(timer)
    await log.flush()
  }
}
