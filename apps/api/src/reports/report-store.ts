import { type ReportForm, ReportView } from '@nguon/contract'
import { DomainError, type Id, platformId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { areaParameter, isOrganizationInArea } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'
import { nameOf } from '../batches/list-batches.ts'
import { readPresent } from '../subjects/subject-store.ts'

/** Adds what somebody reported; the transaction acts for the organization it is for. */
export async function insertReport(
  tx: EntityManager,
  id: Id,
  organizationId: Id,
  { code, kind, words, place, phone }: ReportForm,
  at: Date,
  photo?: Buffer,
): Promise<void> {
  await tx.query(
    `INSERT INTO report (id, organization_id, path, kind, words, place, phone, reported_at, photo)
     VALUES ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, ''), $8, $9)`,
    [id, organizationId, code, kind, words, place, phone, at, photo],
  )
}

type Row = Omit<ReportView, 'at' | 'organizationName'> & { organizationId: Id; at: Date }

const columns =
  'id, organization_id AS "organizationId", path, kind, words, place, phone, photo IS NOT NULL AS "hasPhoto", reported_at AS at, state, answer'

/** Reports of the own organization; of an inspector: of the area, and of codes that nobody issued. */
const visible = `(organization_id = $1 OR ${isOrganizationInArea('report.organization_id', '$2')}
  OR ($2::jsonb IS NOT NULL AND organization_id = '${platformId}'))`

function parametersOf(caller: Caller): unknown[] {
  if (caller.kind === 'staff' || caller.kind === 'admin') return [caller.organizationId, undefined]
  if (caller.kind === 'inspector') return [caller.organizationId, areaParameter(caller.area)]
  throw new DomainError('NOT_ALLOWED', `reports are not for ${caller.kind}`)
}

/** The latest reports that the caller may look into. */
export async function listReports(tx: EntityManager, caller: Caller): Promise<ReportView[]> {
  return viewsOf(
    tx,
    await tx.query(
      `SELECT ${columns} FROM report WHERE ${visible} ORDER BY reported_at DESC, id LIMIT 200`,
      parametersOf(caller),
    ),
  )
}

/** @throws {DomainError} `NOT_FOUND` for a report that is not the caller's to look into */
export async function readReport(tx: EntityManager, caller: Caller, id: Id): Promise<ReportView> {
  const [view] = await viewsOf(
    tx,
    await tx.query(`SELECT ${columns} FROM report WHERE ${visible} AND id = $3`, [
      ...parametersOf(caller),
      id,
    ]),
  )
  if (!view) throw new DomainError('NOT_FOUND', `no report ${id}`)
  return view
}

/** @throws {DomainError} `NOT_FOUND` for a report that is not the caller's to look into, or came without a picture */
export async function readPhoto(tx: EntityManager, caller: Caller, id: Id): Promise<Buffer> {
  const rows: { photo: Buffer }[] = await tx.query(
    `SELECT photo FROM report WHERE ${visible} AND id = $3 AND photo IS NOT NULL`,
    [...parametersOf(caller), id],
  )
  const [found] = rows
  if (!found) throw new DomainError('NOT_FOUND', `no picture of a report ${id}`)
  return found.photo
}

/** Notes that a report was seen or answered; false when it was answered before. */
export async function updateReport(
  tx: EntityManager,
  id: Id,
  { answer, by, at }: { answer: string | undefined; by: Id; at: Date },
): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query(
    `UPDATE report SET state = $2, answer = $3, handled_by = $4, handled_at = $5 WHERE id = $1 AND state <> 'answered'`,
    [id, answer === undefined ? 'seen' : 'answered', answer, by, at],
  )
  return count > 0
}

async function viewsOf(tx: EntityManager, rows: readonly Row[]): Promise<ReportView[]> {
  const organizations = await readPresent(tx, [...new Set(rows.map(({ organizationId }) => organizationId))])
  return rows.map(({ organizationId, at, ...row }) => {
    const said = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
    const isIssued = organizationId !== platformId
    return ReportView.parse({
      ...said,
      at: at.toISOString(),
      ...(isIssued ? { organizationName: nameOf(organizations.get(organizationId)) } : {}),
    })
  })
}
