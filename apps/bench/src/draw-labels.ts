import { labelFields, labelMedia } from '@nguon/domain'
import { labelsOf } from '../../api/src/labels/printing/frozen.ts'
import { layoutLabel } from '../../api/src/labels/printing/layout-label.ts'
import { fileOf } from '../../api/src/labels/printing/print-file.ts'
import { qrModules, upperCase } from '../../api/src/labels/printing/qr-modules.ts'
import { openQrPool } from '../../api/src/labels/printing/qr-pool.ts'

/** Draws so many package labels on A4 sheets and says how long that took and how much memory the process had at most. */
const count = Number(process.argv[2])
const head = 'https://truyxuat.example.vn/01/08935085000015/21/'
const frozen = { codes: { kind: 'made' as const, head, run: 7, pin: false } }
const keys = { serial: Buffer.alloc(32, 5), pin: Buffer.alloc(32, 6) }
const [sample] = labelsOf(frozen, keys, 1, 1)
if (!sample) throw new Error('no label')
const content = {
  ...{
    domain: 'truyxuat.example.vn',
    product: 'Bí xanh thơm Ba Bể',
    organization: 'HTX Nông nghiệp Pác Nghè',
  },
  ...{ lot: 'BXT260608A', packed: '2026-06-08', useBy: '2026-07-08', hotline: '0209 3876 543' },
  ...{ isSample: false, hasPin: false },
}
const medium = labelMedia['a4-70x37']
const { size } = qrModules(upperCase(sample.address))
const layout = layoutLabel(medium, size, content, labelFields, sample.code)
const file = { format: 'pdf' as const, medium, layout, start: 1, shift: { xMm: 0, yMm: 0, scale: 1 } }
const pool = openQrPool(2)

let rss = 0
const began = performance.now()
for await (const _bytes of fileOf(file, labelsOf(frozen, keys, 1, count), pool))
  rss = Math.max(rss, process.memoryUsage.rss())
const seconds = (performance.now() - began) / 1000
await pool.stop()
console.log(JSON.stringify({ seconds, rssMb: rss / 1024 / 1024 }))
