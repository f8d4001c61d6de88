import { join } from 'node:path'
import { type SignerKey, signNote } from '@nguon/transparency'
import { writePrivate } from '../exchange/write-private.ts'
import type { Verdict } from './verifying/verify-database.ts'

/** What a check of a backup found. */
export interface CheckReport extends Verdict {
  /** The name of the backup's folder. */
  readonly backup: string
  /** When the backup was made, and when it was checked. */
  readonly madeAt: string
  readonly checkedAt: string
  readonly seconds: number
  /** How many fields had to be erased again. */
  readonly erasedAgain: number
  /** How many indexes were checked entry by entry. */
  readonly indexes: number
}

/** What was found, a fact a line. */
export function linesOf({ problems, problemCount, ...facts }: Verdict): string[] {
  return [
    ...Object.entries(facts).map(([name, value]) => `${name}: ${value}`),
    problemCount === 0 ? 'nothing is off' : `${problemCount} things are off`,
    ...problems.map((problem) => `- ${problem.replaceAll(/\p{Cc}/gu, ' ')}`),
  ]
}

/**
 * Writes the report into the backup: `restore-check.txt`, signed by the key of the log where there is one, and `restore-check.json`.
 */
export async function writeReport(
  folder: string,
  report: CheckReport,
  key: SignerKey | undefined,
): Promise<void> {
  // the first line tells it from a checkpoint, which the same key signs
  const text = ['nguon restore-check', ...linesOf(report)].map((line) => `${line}\n`).join('')
  await writePrivate(join(folder, 'restore-check.json'), `${JSON.stringify(report, undefined, 2)}\n`)
  await writePrivate(join(folder, 'restore-check.txt'), key ? await signNote(text, key) : text)
}
