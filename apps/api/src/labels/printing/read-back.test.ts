import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  cellsOf,
  type LabelMedium,
  type LabelMediumId,
  labelFields,
  labelMedia,
  labelMediumIds,
} from '@nguon/domain'
import sharp from 'sharp'
import { zplToBase64MultipleAsync } from 'zpl-renderer-js'
import { serialOf } from '../serial.ts'
import { labelSvg } from './draw-label-svg.ts'
import { grouped, type LabelContent } from './label-content.ts'
import { layoutLabel } from './layout-label.ts'
import { fileOf, type PrintedLabel } from './print-file.ts'
import { qrModules, upperCase } from './qr-modules.ts'
import { openQrPool, type QrPool } from './qr-pool.ts'
import { collect, readCodes, readPdf, renderPages } from './testing/read-back.ts'

/** Pictures of a sheet of each medium, to be looked at. */
const artefacts = new URL('../../../test-artefacts/labels/', import.meta.url).pathname
const key = Buffer.alloc(32, 5)

const content: LabelContent = {
  ...{ domain: 'truyxuat.example.vn', product: 'Bí xanh thơm Ba Bể – loại 1', hotline: '0209 3876 543' },
  ...{ organization: 'HTX Nông nghiệp Pác Nghè', lot: 'BXT260608A', packed: '2026-06-08' },
  ...{ harvested: '2026-06-07', useBy: '2026-07-08', isSample: false, hasPin: false },
}
/** A package of our own addresses, and one of a product with a GTIN: the longer the address the finer the code. */
const heads = ['https://truyxuat.example.vn/T/', 'https://truyxuat.example.vn/01/08935085000015/21/']

const labelsOf = (head: string, count: number): PrintedLabel[] =>
  Array.from({ length: count }, (_, label) => {
    const code = serialOf(key, { run: 7, label })
    return { address: `${head}${code}`, code }
  })

function layoutFor(medium: LabelMedium, [label]: readonly PrintedLabel[], more: Partial<LabelContent> = {}) {
  const { size } = qrModules(upperCase(label?.address ?? ''))
  return layoutLabel(medium, size, { ...content, ...more }, labelFields, label?.code ?? '')
}

let pool: QrPool
beforeAll(() => {
  pool = openQrPool()
  mkdirSync(artefacts, { recursive: true })
  console.info(`pictures of each medium: ${artefacts}`)
})
afterAll(() => pool.stop())

const unmoved = { xMm: 0, yMm: 0, scale: 1 }
const printed = (labels: readonly PrintedLabel[]) => labels.map(({ address }) => upperCase(address)).sort()

async function pdfOf(id: LabelMediumId, labels: readonly PrintedLabel[], start = 1): Promise<Buffer> {
  const medium = labelMedia[id]
  const file = { format: 'pdf' as const, medium, layout: layoutFor(medium, labels), start, shift: unmoved }
  return collect(fileOf(file, labels, pool) as unknown as NodeJS.ReadableStream)
}

const sheets = labelMediumIds.filter((id) => labelMedia[id].kind === 'sheet')
const rolls = labelMediumIds.filter((id) => labelMedia[id].kind === 'roll')

describe('every code of a printed PDF is read back, at 203, 300 and 600 dots an inch, on', () => {
  test.each(sheets)('%s: the end of one sheet and the beginning of the next', async (id) => {
    for (const head of heads) {
      const labels = labelsOf(head, 5)
      const pdf = await pdfOf(id, labels, cellsOf(labelMedia[id]) - 2)
      for (const dpi of [203, 300, 600]) expect((await readPdf(pdf, dpi)).sort()).toEqual(printed(labels))
    }
  })

  test.each(rolls)('%s: label by label', async (id) => {
    for (const head of heads) {
      const labels = labelsOf(head, 3)
      const pdf = await pdfOf(id, labels)
      for (const dpi of [203, 300, 600]) expect((await readPdf(pdf, dpi)).sort()).toEqual(printed(labels))
    }
  })

  test.each(sheets)('%s: a full sheet', async (id) => {
    const labels = labelsOf(heads[1] ?? '', cellsOf(labelMedia[id]))
    const pdf = await pdfOf(id, labels)
    for (const dpi of [203, 300, 600]) expect((await readPdf(pdf, dpi)).sort()).toEqual(printed(labels))
    const [page] = await renderPages(pdf, 150)
    if (page) await keep(`${id}.png`, page)
  })
})

const keep = (
  name: string,
  { data, width, height }: { data: Uint8ClampedArray; width: number; height: number },
) =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(`${artefacts}${name}`)

test.each(rolls)('%s: what a label printer draws of the ZPL is read back', async (id) => {
  const medium = labelMedia[id]
  if (medium.kind !== 'roll') throw new Error('no roll')
  for (const [turn, head] of heads.entries()) {
    const labels = labelsOf(head, 2)
    const file = {
      format: 'zpl' as const,
      medium,
      layout: layoutFor(medium, labels),
      start: 1,
      shift: unmoved,
    }
    const zpl = (await collect(fileOf(file, labels, pool) as unknown as NodeJS.ReadableStream)).toString()
    const dotsAMm = medium.dpi === 203 ? 8 : 12
    const pictures = await zplToBase64MultipleAsync(zpl, medium.widthMm, medium.heightMm, dotsAMm)
    const read = []
    for (const [index, picture] of pictures.entries()) {
      const png = Buffer.from(picture, 'base64')
      if (turn + index === 0) writeFileSync(`${artefacts}${id}-zpl.png`, png)
      const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      read.push(...(await readCodes(new Uint8ClampedArray(data), info.width, info.height)))
    }
    expect(read.sort()).toEqual(printed(labels))
  }
})

test('the live preview shows the same label, and its code is read back', async () => {
  for (const id of labelMediumIds) {
    const labels = labelsOf(heads[1] ?? '', 1)
    const [label] = labels
    const layout = layoutFor(labelMedia[id], labels, { isSample: true, hasPin: true })
    const svg = labelSvg(layout, qrModules(upperCase(label?.address ?? '')), {
      code: grouped(label?.code ?? ''),
      pin: '1234 5678',
    })
    const { data, info } = await sharp(Buffer.from(svg), { density: 300 })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    writeFileSync(
      `${artefacts}${id}-preview.png`,
      await sharp(Buffer.from(svg), { density: 300 }).png().toBuffer(),
    )
    expect(await readCodes(new Uint8ClampedArray(data), info.width, info.height)).toEqual(printed(labels))
  }
})
