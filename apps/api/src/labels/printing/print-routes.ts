import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { api, files } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { Response } from 'express'
import type { DataSource } from 'typeorm'
import { type Caller, sessionOf } from '../../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../../db/with-tenant.ts'
import { type Door, serve, serveBytes } from '../../http.ts'
import { issueLabels } from '../issue-labels.ts'
import { readLabel } from '../read-label.ts'
import { listRuns } from '../run-store.ts'
import { calibrationPage } from './calibration-page.ts'
import { labelsOf } from './frozen.ts'
import { isHere, type LabelJobs } from './label-jobs.ts'
import type { Press } from './prepare-print.ts'
import { previewLabels } from './preview-labels.ts'
import { fileOf } from './print-file.ts'
import { printLabels, reprintLabels } from './print-labels.ts'
import { cancelPrint, listPrints, type PrintRow, readPrint, viewOfPrint } from './print-store.ts'
import { keepPrinter, listPrinters, removePrinter } from './printer-store.ts'
import type { QrPool } from './qr-pool.ts'

export interface PrintParts {
  readonly db: DataSource
  readonly press: Press
  readonly jobs: LabelJobs
  readonly pool: QrPool
}

/** Runs of labels, printers, and printing. */
export function printRoutes(door: Door, { db, press, jobs, pool }: PrintParts): void {
  const { now } = door
  const inside = <T>(caller: Caller, act: Parameters<typeof withTenant<T>>[2]) =>
    withTenant(db, scopeOfCaller(caller), act)

  serve(door, api.issueLabels, (input, caller) => issueLabels(db, caller, input, now()))
  serve(door, api.listRunsOfLabels, async ({ productId }, caller) => ({
    items: await inside(caller, (tx) => listRuns(tx, ownOf(caller), { productId })),
  }))
  serve(door, api.readLabel, ({ code }, caller) => readLabel(db, press.keys.serial, caller, code))

  serve(door, api.listPrinters, async (_input, caller) => ({
    items: await inside(caller, (tx) => listPrinters(tx, ownOf(caller))),
  }))
  serve(door, api.savePrinter, (input, caller) =>
    inside(caller, (tx) => keepPrinter(tx, ownOf(caller), input)),
  )
  serve(door, api.removePrinter, async ({ id }, caller) => {
    await inside(caller, (tx) => removePrinter(tx, ownOf(caller), id))
    return {}
  })

  serve(door, api.previewLabels, (order, caller) => previewLabels(db, press, caller, order))
  serve(door, api.printLabels, async (input, caller) =>
    woken(jobs, await printLabels(db, press, caller, input, now())),
  )
  serve(door, api.reprintLabels, async (input, caller) =>
    woken(jobs, await reprintLabels(db, caller, input, now())),
  )
  serve(door, api.listPrints, async (of, caller) => ({
    items: (await inside(caller, (tx) => listPrints(tx, ownOf(caller), of))).map(viewOfPrint),
  }))
  serve(door, api.readPrint, async ({ id }, caller) =>
    viewOfPrint(await inside(caller, (tx) => readPrint(tx, ownOf(caller), id))),
  )
  serve(door, api.cancelPrint, ({ id }, caller) =>
    inside(caller, async (tx) => {
      await readPrint(tx, ownOf(caller), id)
      await cancelPrint(tx, id, now())
      return viewOfPrint(await readPrint(tx, ownOf(caller), id))
    }),
  )

  serveBytes(door, files.printFile, async ({ id }, caller, res) => {
    const print = await inside(caller, (tx) => readPrint(tx, ownOf(caller), id))
    await sendFile(res, print, await bytesOf(print, { press, jobs, pool }))
  })
  serveBytes(door, files.calibrationPage, async (shift, _caller, res) => {
    res.set({ 'Content-Type': 'application/pdf', 'Cache-Control': 'private, no-store' })
    await pipeline(calibrationPage(shift), res)
  })
}

const ownOf = (caller: Caller): Id => sessionOf(caller).organizationId

function woken<T>(jobs: LabelJobs, answer: T): T {
  jobs.wake()
  return answer
}

/** The bytes of a print: a small one is drawn while it is sent. @throws {DomainError} `LABELS_NOT_READY` */
async function bytesOf(
  print: PrintRow,
  { press, jobs, pool }: Omit<PrintParts, 'db'>,
): Promise<NodeJS.ReadableStream> {
  const { frozen, first, last, state } = print
  if (state === 'ready')
    return Readable.from(fileOf(frozen.file, labelsOf(frozen, press.keys, first, last), pool))
  const path = jobs.pathOf(print)
  if (state !== 'done' || !(await isHere(path)))
    throw new DomainError('LABELS_NOT_READY', `the print is ${state}`)
  return createReadStream(path)
}

async function sendFile(
  res: Response,
  { id, frozen }: PrintRow,
  bytes: NodeJS.ReadableStream,
): Promise<void> {
  const { format } = frozen.file
  res.set({
    'Content-Type': `application/${format}`,
    'Content-Disposition': `attachment; filename="tem-${id.slice(-8)}.${format}"`,
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  await pipeline(bytes, res)
}
