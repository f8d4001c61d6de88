import type { DataSource } from 'typeorm'

const keptDays = 365

/** Lets go the phone number and the picture of every report that is a year old. What was said of the goods stays. */
export async function forgetReporters(db: DataSource, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  await db.query('SELECT forget_reporters($1, $2)', [before, now])
}
