import { privacyApi, privacyFiles } from '@nguon/contract'
import { dayOf } from '@nguon/domain'
import type { Response } from 'express'
import type { DataSource } from 'typeorm'
import { type Door, serve, serveBytes } from '../http.ts'
import { createExport } from './create-export.ts'
import { eraseAccount } from './erase-account.ts'
import { eraseFormerAccount } from './erase-former-account.ts'
import { eraseMember } from './erase-member.ts'
import type { ExportRow } from './export-store.ts'
import { getPrivate } from './get-private.ts'
import { listAudit } from './list-audit.ts'
import { readExport } from './read-export.ts'

/** Looking at private fields, exports, erasure and the audit. */
export function privacyRoutes(door: Door, db: DataSource, now: () => Date): void {
  serve(door, privacyApi.getPrivate, (input, caller) => getPrivate(db, caller, input))
  serve(door, privacyApi.createExport, (input, caller) => createExport(db, caller, input, now()))
  serveBytes(door, privacyFiles.getExport, async (input, caller, res) =>
    sendExport(res, await readExport(db, caller, input, now())),
  )
  serve(door, privacyApi.erase, ({ memberId, accountId, reason }, caller) => {
    if (memberId !== undefined) return eraseMember(db, caller, { memberId, reason }, now())
    if (accountId !== undefined) return eraseFormerAccount(db, caller, { accountId })
    return eraseAccount(db, caller, now())
  })
  serve(door, privacyApi.listAudit, (input, caller) => listAudit(db, caller, input))
}

/** A file to be saved, which nothing on the way keeps and no browser runs. */
function sendExport(res: Response, { content, createdAt }: ExportRow): void {
  const day = dayOf(createdAt.toISOString(), '+07:00')
  res.set({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="du-lieu-${day}.json"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
  res.send(content)
}
