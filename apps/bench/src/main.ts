import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchDecode } from './decode.ts'
import { benchFirstPaint } from './first-paint.ts'
import { benchImport } from './import.ts'
import { benchLabels } from './labels.ts'
import { benchLineage } from './lineage.ts'
import { benchSealing } from './log.ts'
import { benchLogAtSize } from './log-at-size.ts'
import { benchRecording } from './recording.ts'
import { ownerOf, startDemo } from './server.ts'
import { benchSignIn } from './sign-in.ts'
import { benchSizes } from './sizes.ts'
import { benchStart } from './start.ts'
import { benchTracePage } from './trace-page.ts'

/** Every figure, one JSON line each: `{name, value, unit, baseline, ratio, target}`. Fresh data, removed afterwards. */
const folder = await mkdtemp(join(tmpdir(), 'nguon-bench-'))
try {
  await benchStart(folder)
  const dataDir = join(folder, 'demo')
  const demo = await startDemo(dataDir)
  try {
    await benchTracePage(demo, dataDir, folder)
    await benchFirstPaint(demo)
    await benchLineage(demo, await ownerOf(dataDir))
    await benchSignIn(demo)
    await benchRecording(demo, dataDir, await ownerOf(dataDir))
    await benchSealing(demo, await ownerOf(dataDir))
  } finally {
    await demo.stop()
  }
  await benchImport(folder)
  await benchSizes(folder)
  await benchLogAtSize(folder)
  await benchLabels()
  await benchDecode()
} finally {
  await rm(folder, { recursive: true, force: true })
}
