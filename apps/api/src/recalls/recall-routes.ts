import { api } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { type Door, serve } from '../http.ts'
import { closeRecall } from './close-recall.ts'
import { confirmLift } from './confirm-lift.ts'
import { confirmRecall } from './confirm-recall.ts'
import { listAlerts } from './list-alerts.ts'
import { noteFollowUp } from './note-follow-up.ts'
import { planRecall } from './plan-recall.ts'
import { proposeLift } from './propose-lift.ts'
import { proposeRecall } from './propose-recall.ts'
import { readFollowUp } from './read-follow-up.ts'
import { readLists } from './read-lists.ts'
import { listRecalls, readRecall, sightOf } from './recall-store.ts'
import { viewRecall, viewRecalls } from './view-recalls.ts'
import { withdrawRecall } from './withdraw-recall.ts'

export function recallRoutes(door: Door, db: DataSource, now: () => Date): void {
  serve(door, api.planRecall, (start, caller) => planRecall(db, caller, start, now()))
  serve(door, api.proposeRecall, (request, caller) => proposeRecall(db, caller, request, now()))
  serve(door, api.confirmRecall, ({ id }, caller) => confirmRecall(db, caller, id, now))
  serve(door, api.withdrawRecall, (request, caller) => withdrawRecall(db, caller, request, now()))
  serve(door, api.proposeRecallLift, (request, caller) => proposeLift(db, caller, request, now()))
  serve(door, api.confirmRecallLift, (request, caller) => confirmLift(db, caller, request, now))
  serve(door, api.noteRecallFollowUp, (request, caller) => noteFollowUp(db, caller, request, now()))
  serve(door, api.closeRecall, (request, caller) => closeRecall(db, caller, request, now()))

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
  serve(door, api.getRecallLists, ({ id }, caller) => readLists(db, caller, id))
  serve(door, api.getRecallFollowUp, ({ id }, caller) => readFollowUp(db, caller, id))
  serve(door, api.listAlerts, async (_nothing, caller) => ({ items: await listAlerts(db, caller) }))
}
