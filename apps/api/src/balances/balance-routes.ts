import { api } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { type Door, serve } from '../http.ts'
import { readBalance } from './read-balance.ts'
import { readCover } from './read-cover.ts'
import { readShare } from './read-share.ts'

export function balanceRoutes(door: Door, db: DataSource): void {
  serve(door, api.getBalance, (query, caller) => readBalance(db, caller, query))
  serve(door, api.getShare, (query, caller) => readShare(db, caller, query))
  serve(door, api.getCover, (query, caller) => readCover(db, caller, query))
}
