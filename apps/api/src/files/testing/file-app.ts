import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Id, newId, TraceEvent, type Version } from '@nguon/domain'
import express from 'express'
import request from 'supertest'
import type { Caller } from '../../accounts/caller.ts'
import { recordEvent } from '../../events/record-event.ts'
import { answerProblem } from '../../http.ts'
import { recordVersion } from '../../subjects/record-version.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { fileRoutes } from '../file-routes.ts'
import { createFileVault } from '../file-vault.ts'

export const [farm, mill] = [newId(), newId()] as const
export const staffOf = (organizationId: Id): Caller => ({ kind: 'staff', organizationId })

export type FileApp = Awaited<ReturnType<typeof startFileApp>>

/** The routes of files on a database and a folder of their own, with two organizations. Set `caller` to be someone else. */
export async function startFileApp() {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'nguon-files-'))
  const asked: { caller: Caller } = { caller: staffOf(farm) }
  const vault = createFileVault(folder)
  const routes = fileRoutes({ db: database.db, vault, callerOf: () => asked.caller })
  const app = express().set('etag', false).use(routes).use(answerProblem)
  for (const id of [farm, mill])
    await record('organization', id, { kind: 'cooperative', name: id, addresses: [], status: 'active' })

  /** Records a first version and answers the id of its subject. */
  async function record(kind: Version['subject']['kind'], organizationId: Id, data: unknown): Promise<Id> {
    const id = kind === 'organization' ? organizationId : newId()
    const capturedAt = new Date().toISOString()
    const version = { v: 1, id: newId(), organizationId, subject: { kind, id }, capturedAt, data } as Version
    await recordVersion(database.db, { kind: 'operator' }, { version })
    return id
  }

  /** Records that the farm received an input. */
  async function receiveInput(details: object, evidence: readonly object[]): Promise<void> {
    const productId = await record('product', farm, { ...product([]), inputKind: 'fertiliser' })
    const now = new Date().toISOString()
    const creates = { kind: 'input', productId, lot: newId().slice(-12).toUpperCase() }
    const event = {
      ...{ v: 1, id: newId(), organizationId: farm, type: 'input_received', details, evidence },
      ...{ occurredAt: now, capturedAt: now, precision: 'minute', utcOffset: '+07:00' },
      batches: [{ batchId: newId(), role: 'out', quantity: { value: '50', unit: 'kg' }, creates }],
    }
    await recordEvent(database.db, staffOf(farm), { event: TraceEvent.parse(event) })
  }

  const send = (bytes: Buffer, mime: string) =>
    request(app).post('/api/v1/files').set('Content-Type', mime).send(bytes)
  return {
    ...{ asked, database, folder, app, record, receiveInput, send },
    sent: async (bytes: Buffer, mime: string): Promise<string> => (await send(bytes, mime)).body.sha256,
    get: (sha256: string, query = '') => request(app).get(`/api/v1/files/${sha256}${query}`),
    async stop() {
      await database.drop()
      await rm(folder, { recursive: true })
    },
  }
}

export const product = (images: string[]) => ({ name: 'Trà bí', unit: 'kg', labelLevel: 'none', images })
export const certificate = (document: string) => ({
  ...{ type: 'VietGAP', number: '1', issuedOn: '2026-01-01', document },
})
