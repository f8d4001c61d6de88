import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { syncOverBadNetwork } from './bad-sync.ts'
import { clockJumps } from './clock-jumps.ts'
import { databaseAway } from './database-away.ts'
import { diskFull } from './disk-full.ts'
import type { Fault, Outcome, Run } from './fault.ts'
import { killPostgresUnderLoad } from './kill-postgres.ts'
import { killServerUnderLoad } from './kill-server.ts'
import { negativeControls } from './negative-controls.ts'
import { restoreBackup } from './restore-backup.ts'
import { makeSeed } from './seed.ts'
import { tampering } from './tampering.ts'
import { threeSequencers } from './three-sequencers.ts'

const faults: readonly Fault[] = [
  killPostgresUnderLoad,
  killServerUnderLoad,
  threeSequencers,
  diskFull,
  syncOverBadNetwork,
  restoreBackup,
  clockJumps,
  databaseAway,
  tampering,
  negativeControls,
]

/** `npm run faults -- [--nightly] [--seed N] [F1 F4 …]`: a line for each fault; exit 1 when one of them shows a mistake. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { nightly: { type: 'boolean' }, seed: { type: 'string' } },
  })
  const wrong = positionals.filter((name) => faults.every((fault) => fault.name !== name))
  if (wrong.length > 0)
    throw new Error(`no fault ${wrong.join(', ')}: ${faults.map(({ name }) => name).join(' ')}`)
  const random = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
  const size = values.nightly ? 'nightly' : 'ci'
  console.log(`faults, ${size}, seed ${random}`)
  const folder = mkdtempSync(join(tmpdir(), 'nguon-faults-'))
  try {
    const seed = await makeSeed(folder)
    for (const fault of faults)
      if (positionals.length === 0 || positionals.includes(fault.name))
        if (!(await tryFault(fault, { size, seed, random }))) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs a fault and prints its line. @returns whether nothing was wrong */
async function tryFault({ name, title, run }: Fault, parts: Run): Promise<boolean> {
  const began = performance.now()
  const { said, mistakes, notRun } = await run(parts).catch((error: Error): Outcome => {
    return { said: 'the harness failed', mistakes: [String(error.stack)] }
  })
  const verdict = notRun === undefined ? (mistakes.length === 0 ? 'pass' : 'FAIL') : `not run: ${notRun}`
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${name}  ${verdict}  ${title}: ${said} (${seconds} s)`)
  for (const mistake of mistakes.slice(0, 20)) console.log(`    ${mistake}`)
  if (mistakes.length > 20) console.log(`    … and ${mistakes.length - 20} more`)
  return mistakes.length === 0
}

await main()
