import { mkdtempSync } from 'node:fs'
import { benchLineage } from '/work/main/apps/bench/src/lineage.ts'
import { benchRecording } from '/work/main/apps/bench/src/recording.ts'
import { ownerOf, startDemo } from '/work/main/apps/bench/src/server.ts'
import { benchTracePage } from '/work/main/apps/bench/src/trace-page.ts'

const f = mkdtempSync('/tmp/nb-')
const d = await startDemo(f + '/demo')
try {
  for (const b of process.argv.slice(2)) {
    if (b === 'page') await benchTracePage(d, f)
    if (b === 'lineage') await benchLineage(d, await ownerOf(f + '/demo'))
    if (b === 'rec') await benchRecording(d, f + '/demo', await ownerOf(f + '/demo'))
  }
} finally {
  await d.stop()
}
