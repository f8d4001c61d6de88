import { createHash, randomBytes } from 'node:crypto'
import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'

const now = new Date('2026-11-20T00:00:00.000Z')
export const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')
export const canaryOf = (organizationId: Id) => `CANARY-${organizationId}`

export type Row = Record<string, unknown>
/** A row of each table with row level security, but for the organization; text that can carry a canary does. */
const privateRows: Record<string, (id: Id, canary: string) => Row> = {
  membership: (account_id, name) => ({ account_id, name, added_at: now }),
  invite: (id, name) => ({
    ...{ id, kind: 'staff', name, secret_hash: randomBytes(32), created_at: now, expires_at: now },
  }),
  device: (id, label) => ({ id, account_id: id, public_key: Buffer.from(label), label, added_at: now }),
  device_entry: (id) => ({ device_id: id, sequence: 1, event_id: id, state: 'recorded', at: now }),
  quarantine: (id, note) => ({
    ...{ event_id: id, device_id: id, sequence: 1, request: JSON.stringify({ note }), received_at: now },
  }),
  audit: (id, about) => ({ id, at: now, action: 'private_read', about, from_outside: false }),
  export: (id, canary) => ({
    ...{ id, account_id: id, content: Buffer.from(canary), created_at: now, expires_at: '2100-01-01' },
  }),
  recall: (id, reason) => ({
    ...{
      id,
      kind: 'voluntary',
      batch_ids: [id],
      reason,
      state: 'proposed',
      proposed_by: id,
      proposed_at: now,
    },
  }),
  alert: (id, reason) => ({
    ...{ id, recall_id: id, recaller_id: id, kind: 'voluntary', reason, batch_ids: [id], at: now },
  }),
  recall_lift: (id, reason) => ({
    ...{ id, recall_id: id, kind: 'voluntary', reason, state: 'proposed', proposed_by: id, proposed_at: now },
  }),
  recall_note: (id, text) => ({
    ...{ id, recall_id: id, kind: 'voluntary', outcome: 'told', text, noted_by: id, noted_at: now },
  }),
  label_print: (id, text) => ({
    ...{ id, first: 1, last: 1, frozen: JSON.stringify({ text }), printed_at: now, state: 'ready', done: 0 },
  }),
  report: (id, words) => ({ id, path: '/T/1', kind: 'fake', words, reported_at: now }),
  scan_decision: (id, reason) => ({
    id,
    code: 'T/1',
    decision: 'dismissed',
    reason,
    points: 1,
    by: id,
    at: now,
  }),
  printer: (id, name) => ({ id, name, x_mm: 0, y_mm: 0, scale: 1 }),
  disclosure: (id, canary) => ({ event_id: id, field: 'phone', digest: canary, disclosure: canary }),
  file: (_id, canary) => ({ sha256: sha256Of(canary), bytes: 1, mime: 'image/png', uploaded_at: now }),
}
export const privateTables = Object.keys(privateRows)

export async function insertRow(tx: EntityManager, table: string, row: Row): Promise<void> {
  const places = Object.keys(row).map((_name, index) => `$${index + 1}`)
  const sql = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`
  await tx.query(sql, Object.values(row))
}
/** An organization's own row in one of these tables, with its canary. */
export const privateRow = (table: string, organizationId: Id, id: Id): Row => ({
  ...privateRows[table]?.(id, canaryOf(organizationId)),
  organization_id: organizationId,
  ...(table === 'alert' ? { told_by: organizationId } : {}),
})

/** Every row that the transaction sees, as text: bytes too. */
export async function seenRows(tx: EntityManager, table: string): Promise<string[]> {
  const rows: Row[] = await tx.query(`SELECT * FROM ${table}`)
  return rows.map((row) =>
    Object.values(row)
      .map((value) => (Buffer.isBuffer(value) ? value.toString() : JSON.stringify(value)))
      .join('|'),
  )
}
