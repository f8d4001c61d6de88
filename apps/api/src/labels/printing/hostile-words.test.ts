import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { labelFields, labelMedia } from '@nguon/domain'
import { zplToBase64MultipleAsync } from 'zpl-renderer-js'
import { serialOf } from '../serial.ts'
import { layoutLabel } from './layout-label.ts'
import { fileOf } from './print-file.ts'
import { qrModules, upperCase } from './qr-modules.ts'
import { openQrPool, type QrPool } from './qr-pool.ts'
import { collect, readPdf, textOf } from './testing/read-back.ts'

let pool: QrPool
beforeAll(() => {
  pool = openQrPool()
})
afterAll(() => pool.stop())

const code = serialOf(Buffer.alloc(32, 5), { run: 1, label: 1 })
const label = { address: `https://truyxuat.example.vn/T/${code}`, code }
const hostile = [
  '^XZ^XA^FDgiả^FS',
  '~DGR:X.GRF,1,1,FF',
  '\u202Elà ngược\u202C',
  'بطيخ שלום',
  '🍈🍈 Dưa 🍈',
  ') Tj ET Q (',
  '</svg><script>alert(1)</script>',
  'a'.repeat(200),
  'Ậ́̂̃̉̀'.repeat(20),
  '\u200B',
]

describe.each(hostile)('a product named %j', (name) => {
  const words = { product: name, organization: name, hotline: name, lot: 'L1', domain: 'truyxuat.example.vn' }
  const content = { ...words, isSample: false, hasPin: false }
  const fileFor = (format: 'pdf' | 'zpl') => {
    const medium = labelMedia['roll-50x30-203']
    const { size } = qrModules(upperCase(label.address))
    const layout = layoutLabel(medium, size, content, labelFields, code)
    const file = { format, medium, layout, start: 1, shift: { xMm: 0, yMm: 0, scale: 1 } }
    return collect(fileOf(file, [label, label], pool) as unknown as NodeJS.ReadableStream)
  }

  test('breaks no PDF: every code is read, and code, lot and domain stand on the label', async () => {
    const pdf = await fileFor('pdf')
    expect(await readPdf(pdf, 203)).toEqual([upperCase(label.address), upperCase(label.address)])
    const text = await textOf(pdf)
    for (const word of ['Lô L1', 'truyxuat.example.vn', code.slice(0, 4)])
      expect(text.replaceAll(/\s|·/g, '')).toContain(word.replaceAll(' ', ''))
  })

  test('says nothing to a label printer: the ZPL has two labels and no command of theirs', async () => {
    const zpl = (await fileFor('zpl')).toString()
    expect(zpl.match(/\^XA/g)).toHaveLength(2)
    expect(zpl.match(/\^XZ/g)).toHaveLength(2)
    expect(zpl).not.toContain('~')
    expect(await zplToBase64MultipleAsync(zpl, 50, 30, 8)).toHaveLength(2)
  })
})
