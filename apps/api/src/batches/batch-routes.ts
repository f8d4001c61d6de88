import { api } from '@nguon/contract'
import { foldVietnamese } from '@nguon/locale'
import type { DataSource } from 'typeorm'
import { communeIn } from '../accounts/area.ts'
import { type Door, serve } from '../http.ts'
import { readTrace } from '../traces/read-trace.ts'
import { listChecked } from './find-findings.ts'
import { readBatch, readChain } from './read-batch.ts'
import { scopeOf } from './scope-of.ts'

export function batchRoutes(door: Door, db: DataSource, publicUrl: string): void {
  serve(door, api.listBatches, async ({ q, limit = 50, finding, commune, ...filter }, caller) => {
    const words = q === undefined ? undefined : foldVietnamese(q).split(/\s+/).filter(Boolean)
    const scope = scopeOf(caller)
    const area = commune === undefined ? scope.area : communeIn(scope.area, commune)
    const asked = { ...filter, words, ...scope, ...(area ? { area } : {}), limit: limit + 1 }
    const items = await listChecked(db.manager, asked, finding)
    const page = items.slice(0, limit)
    const last = page.at(-1)
    return { items: page, ...(items.length > limit && last ? { next: last.id } : {}) }
  })
  serve(door, api.getBatch, ({ id }, caller) => readBatch(db, caller, publicUrl, id))
  serve(door, api.getTrace, ({ id, direction }) => readTrace(db, id, direction))
  serve(door, api.getChain, ({ id }, caller) => readChain(db, caller, id))
}
