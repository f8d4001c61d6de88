import { api } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { type Door, serve } from '../http.ts'
import { decideScanAlert } from './decide-scan-alert.ts'
import { listScanAlerts } from './list-scan-alerts.ts'

export function scanRoutes(door: Door, db: DataSource, now: () => Date): void {
  serve(door, api.listScanAlerts, async (_nothing, caller) => ({ items: await listScanAlerts(db, caller) }))
  serve(door, api.decideScanAlert, (input, caller) => decideScanAlert(db, caller, input, now()))
}
