import { api, type Endpoint } from '@nguon/contract'
import { DomainError, type SubjectKind } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type * as z from 'zod'
import type { Caller } from '../accounts/caller.ts'
import { type Door, serve } from '../http.ts'
import { recordVersion, type VersionRequest } from './record-version.ts'
import { listPresent, readPresent, type StoredVersion } from './subject-store.ts'

const recording = [
  api.recordOrganization,
  api.recordMember,
  api.recordConsent,
  api.recordPlace,
  api.recordProduct,
  api.recordCertificate,
  api.recordLabelRun,
]

const listing: readonly (readonly [SubjectKind, Endpoint])[] = [
  ['member', api.listMembers],
  ['place', api.listPlaces],
  ['product', api.listProducts],
  ['certificate', api.listCertificates],
  ['label_run', api.listLabelRuns],
]

export function subjectRoutes(door: Door, db: DataSource): void {
  for (const endpoint of recording)
    serve(door, endpoint as Endpoint<z.ZodType<VersionRequest>, typeof endpoint.output>, (request, caller) =>
      recordVersion(db, caller, request),
    )
  for (const [kind, endpoint] of listing)
    serve(door, endpoint, async (_input, caller) => {
      const items = await listPresent(db.manager, kind, organizationOf(caller))
      return { items: items.map(viewOf) }
    })
  serve(door, api.getOrganization, async (_input, caller) => {
    const id = organizationOf(caller)
    const version = (await readPresent(db.manager, [id])).get(id)
    if (!version) throw new DomainError('NOT_FOUND', `no organization ${id}`)
    return viewOf(version as StoredVersion<'organization'>)
  })
}

const viewOf = <K extends SubjectKind>({ id, validFrom, data }: StoredVersion<K>) => ({
  id,
  ...(validFrom === null ? {} : { validFrom }),
  data,
})

function organizationOf(caller: Caller): string {
  if (caller.kind === 'staff' || caller.kind === 'admin') return caller.organizationId
  throw new DomainError('NOT_ALLOWED', 'for staff')
}
