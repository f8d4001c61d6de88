import { api } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { type Door, serve } from '../http.ts'
import { addDevice } from './add-device.ts'
import { decideQuarantine, listQuarantine } from './decide-quarantine.ts'
import { listDevices } from './list-devices.ts'
import { revokeDevice } from './revoke-device.ts'
import { sync } from './sync.ts'

/** Phones, what they send, and what waits in quarantine. */
export function deviceRoutes(door: Door, db: DataSource, now: () => Date): void {
  serve(door, api.addDevice, (input, caller) => addDevice(db, caller, input, now()))
  serve(door, api.listDevices, async (_input, caller) => ({ items: await listDevices(db, caller, now()) }))
  serve(door, api.revokeDevice, async ({ id }, caller) => {
    await revokeDevice(db, caller, id, now())
    return { done: true as const }
  })
  serve(door, api.sync, (input, caller) => sync(db, caller, input, now()))
  serve(door, api.listQuarantine, async (_input, caller) => ({ items: await listQuarantine(db, caller) }))
  serve(door, api.decideQuarantine, (input, caller) => decideQuarantine(db, caller, input, now()))
}
