import { files } from '@nguon/contract'
import type { Response } from 'express'
import type { DataSource } from 'typeorm'
import { type Door, serveBytes } from '../http.ts'
import { qrPng, qrSvg } from './draw-qr.ts'
import { addressOfBatch, addressOfPackage } from './label-address.ts'

const widthPx = 480

export function labelRoutes(door: Door, db: DataSource, publicUrl: string, key: Buffer): void {
  const batchAddress = (id: string) => addressOfBatch(db.manager, publicUrl, id)
  const packageAddress = (id: string, serial: string) =>
    addressOfPackage(db.manager, { publicUrl, key }, id, serial)

  serveBytes(door, files.batchQrSvg, async ({ id }, _caller, res) =>
    sendSvg(res, (await batchAddress(id)).address),
  )
  serveBytes(door, files.batchQrPng, async ({ id, size }, _caller, res) =>
    sendPng(res, (await batchAddress(id)).address, size),
  )
  serveBytes(door, files.packageQrSvg, async ({ id, serial }, _caller, res) =>
    sendSvg(res, (await packageAddress(id, serial)).address),
  )
  serveBytes(door, files.packageQrPng, async ({ id, serial, size }, _caller, res) =>
    sendPng(res, (await packageAddress(id, serial)).address, size),
  )
}

function sendSvg(res: Response, address: string): void {
  res.set({ 'Content-Type': 'image/svg+xml', 'Cache-Control': 'no-cache' }).send(Buffer.from(qrSvg(address)))
}

async function sendPng(res: Response, address: string, width = widthPx): Promise<void> {
  res.set({ 'Content-Type': 'image/png', 'Cache-Control': 'no-cache' }).send(await qrPng(address, width))
}
