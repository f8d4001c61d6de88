import { api } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { type Door, serve } from '../http.ts'
import { listHandovers } from './list-handovers.ts'
import { listReceivedGoods } from './list-received-goods.ts'
import { listReceivers } from './list-receivers.ts'
import { readHandover } from './read-handover.ts'
import { readNeighbours } from './read-neighbours.ts'

export function handoverRoutes(door: Door, db: DataSource): void {
  serve(door, api.getNeighbours, ({ id }, caller) => readNeighbours(db, caller, id, door.now()))
  serve(door, api.listHandovers, (filter, caller) => listHandovers(db, caller, filter, door.now()))
  serve(door, api.getHandover, ({ id }, caller) => readHandover(db, caller, id, door.now()))
  serve(door, api.listReceivedGoods, (page, caller) => listReceivedGoods(db, caller, page))
  serve(door, api.listReceivers, ({ q }, caller) => listReceivers(db, caller, q, door.now()))
}
