import type { DataSource } from 'typeorm'
import type { LabelKeys } from './label-keys.ts'
import { type LabelJobs, openLabelJobs } from './printing/label-jobs.ts'
import { openQrPool, type QrPool } from './printing/qr-pool.ts'

/** What prints labels: its keys, the threads that work out QR codes, and what draws files in the background. */
export interface Labels {
  readonly keys: LabelKeys
  readonly pool: QrPool
  readonly jobs: LabelJobs
}

/** @param dir folder of the files that were drawn in the background */
export function openLabels(parts: {
  readonly db: DataSource
  readonly keys: LabelKeys
  readonly dir: string
  readonly now?: (() => Date) | undefined
  readonly onError: (error: unknown) => void
}): Labels {
  const pool = openQrPool()
  const jobs = openLabelJobs({ ...parts, pool, now: parts.now ?? (() => new Date()) })
  return { keys: parts.keys, pool, jobs }
}
