import type { LabelOrder } from '@nguon/contract'
import { cellsOf, DomainError, type Id, type LabelMedium, labelMedia, type Product } from '@nguon/domain'
import { buildPath } from '@nguon/gs1'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { readPresent } from '../../subjects/subject-store.ts'
import { addressOfBatch } from '../label-address.ts'
import type { LabelKeys } from '../label-keys.ts'
import { Frozen, labelsOf } from './frozen.ts'
import { isLasting } from './lasting-address.ts'
import { layoutLabel } from './layout-label.ts'
import { findPrinter } from './printer-store.ts'
import { qrModules, upperCase } from './qr-modules.ts'
import { readContent, readLabelled } from './read-content.ts'

/** Where labels point to, and what makes their codes. */
export interface Press {
  readonly publicUrl: string
  readonly demo: boolean
  readonly keys: LabelKeys
}

/** A print that could be made: what it would freeze, and which labels it has. */
export interface PreparedPrint {
  readonly frozen: Frozen
  readonly runId: Id | undefined
  readonly batchId: Id | undefined
  readonly first: number
  readonly last: number
  readonly isSample: boolean
}

/**
 * Works out what an order prints: which codes, what stands beside them and where.
 *
 * @param tx acts for the organization
 * @throws {DomainError} `NOT_FOUND` for what is another's, `LABEL_RANGE_TAKEN` for labels outside the run, `LABEL_TOO_SMALL`,
 *   `BATCH_ON_HOLD`
 */
export async function preparePrint(
  tx: EntityManager,
  press: Press,
  organizationId: Id,
  order: LabelOrder,
): Promise<PreparedPrint> {
  const medium = typeof order.medium === 'string' ? labelMedia[order.medium] : order.medium
  assertStart(medium, order.start)
  const source = await sourceOf(tx, press, organizationId, order)
  const { productId, batchId, first, last } = source
  const read = await readContent(tx, organizationId, productId, batchId)
  const isSample = press.demo || !isLasting(press.publicUrl)
  const codes = source.codesFor(read.hasPin)
  const [sample] = labelsOf({ codes }, press.keys, first, first)
  if (!sample) throw new Error('a print has a label')
  const content = { ...read, domain: new URL(press.publicUrl).host, isSample }
  const hasPin = codes.kind !== 'same' && codes.pin
  const { size } = qrModules(upperCase(sample.address))
  const shift = await shiftOf(tx, organizationId, order.printerId)
  const drawn = order.format === 'zpl' ? inDotsOf(medium, shift.scale) : medium
  const layout = layoutLabel(drawn, size, { ...content, hasPin }, order.fields, sample.code)
  const file = { format: order.format, medium, layout, start: order.start, shift }
  return { frozen: Frozen.parse({ v: 1, file, codes }), runId: source.runId, batchId, first, last, isSample }
}

/**
 * The medium as a label printer measures it: one that prints too small has more dots on the label than it says. Whoever draws dots
 * cannot stretch them, or the modules of a code would be of different widths, so the label is laid out that much larger.
 */
function inDotsOf(medium: LabelMedium, scale: number): LabelMedium {
  if (medium.kind === 'sheet') throw wrong('format', 'ZPL is for rolls of a label printer')
  return { ...medium, widthMm: medium.widthMm * scale, heightMm: medium.heightMm * scale }
}

/** Throws unless there is such a cell. */
export function assertStart(medium: LabelMedium, start: number): void {
  if (start > cellsOf(medium)) throw wrong('start', 'the sheet has fewer labels')
}

const wrong = (path: string, message: string) =>
  new DomainError('INVALID_REQUEST', `${path}: ${message}`, [{ code: 'INVALID_REQUEST', message, path }])

interface Source {
  readonly runId: Id | undefined
  readonly batchId: Id | undefined
  readonly productId: Id
  readonly first: number
  readonly last: number
  codesFor(pin: boolean): Frozen['codes']
}

async function sourceOf(
  tx: EntityManager,
  press: Press,
  organizationId: Id,
  { of }: LabelOrder,
): Promise<Source> {
  if (of.kind === 'run') return runSource(tx, press, organizationId, of)
  const productId = await readLabelled(tx, organizationId, of.batchId)
  const { address, code } = await addressOfBatch(tx, press.publicUrl, of.batchId)
  const common = { runId: undefined, batchId: of.batchId, productId, first: 1, last: of.copies }
  return { ...common, codesFor: () => ({ kind: 'same', address, code }) }
}

const RunRow = z.object({
  productId: z.string(),
  prefix: z.string(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  digits: z.int(),
  own: z.boolean(),
  number: z.int().nullable(),
})

async function runSource(
  tx: EntityManager,
  { publicUrl }: Press,
  organizationId: Id,
  of: Extract<LabelOrder['of'], { kind: 'run' }>,
): Promise<Source> {
  const { runId, batchId, first, last } = of
  const [run] = z.array(RunRow).parse(
    await tx.query(
      `SELECT product_id AS "productId", prefix, first, last, digits, own, number FROM label_run
         WHERE run_id = $1 AND organization_id = $2`,
      [runId, organizationId],
    ),
  )
  if (!run) throw new DomainError('NOT_FOUND', 'no such run of labels')
  if (first < run.first || last > run.last || first > last)
    throw new DomainError('LABEL_RANGE_TAKEN', 'not labels of this run')
  if (batchId !== undefined && (await readLabelled(tx, organizationId, batchId)) !== run.productId)
    throw new DomainError('LABEL_RANGE_TAKEN', 'the run is of another product')
  const { productId, prefix, digits, own, number } = run
  const head = `${publicUrl}${own ? '/T/' : await gtinHead(tx, productId)}`
  const codesFor = (pin: boolean): Frozen['codes'] => {
    if (number !== null) return { kind: 'made', head, run: number, pin }
    return { kind: 'numbered', head, prefix: own ? prefix : `${prefix}-`, digits, pin }
  }
  return { runId, batchId, productId, first, last, codesFor }
}

async function gtinHead(tx: EntityManager, productId: Id): Promise<string> {
  const product = (await readPresent(tx, [productId])).get(productId)?.data as Product | undefined
  if (!product?.gtin) throw new DomainError('NOT_FOUND', 'the product has no GTIN any more')
  return buildPath({ kind: 'package', gtin: product.gtin, serial: '-' }).slice(0, -1)
}

async function shiftOf(
  tx: EntityManager,
  organizationId: Id,
  printerId: Id | undefined,
): Promise<Frozen['file']['shift']> {
  if (printerId === undefined) return { xMm: 0, yMm: 0, scale: 1 }
  const printer = await findPrinter(tx, organizationId, printerId)
  if (!printer) throw new DomainError('NOT_FOUND', 'no such printer')
  const { xMm, yMm, scale } = printer
  return { xMm, yMm, scale }
}
