import { api } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { type Door, serve } from '../http.ts'
import { confirmRecall } from './confirm-recall.ts'
import { proposeRecall } from './propose-recall.ts'
import { listRecalls, readRecall, sightOf } from './recall-store.ts'
import { viewRecall, viewRecalls } from './view-recalls.ts'
import { withdrawRecall } from './withdraw-recall.ts'

export function recallRoutes(door: Door, db: DataSource, now: () => Date): void {
  serve(door, api.proposeRecall, (request, caller) => proposeRecall(db, caller, request, now()))
  serve(door, api.confirmRecall, ({ id }, caller) => confirmRecall(db, caller, id, now))
  serve(door, api.withdrawRecall, (request, caller) => withdrawRecall(db, caller, request, now()))

  serve(door, api.listRecalls, (_nothing, caller) =>
    withTenant(db, scopeOfCaller(caller), async (tx) => ({
      items: await viewRecalls(tx, caller, await listRecalls(tx, sightOf(caller))),
    })),
  )

  serve(door, api.getRecall, ({ id }, caller) =>
    withTenant(db, scopeOfCaller(caller), async (tx) =>
      viewRecall(tx, caller, await readRecall(tx, sightOf(caller), id)),
    ),
  )
}
