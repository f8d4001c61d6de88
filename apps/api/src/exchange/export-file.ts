import type { Creates, Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { compact, timeToFile } from './file-text.ts'
import type { Names } from './names.ts'
import { type Birth, birthToFile, eventRows } from './writing/event-rows.ts'
import { type History, readHistory } from './writing/history.ts'
import { subjectRows, withoutNothing } from './writing/subject-rows.ts'

/**
 * Everything that was recorded, private fields in clear, as a file of the exchange format in its long form. An import of it into
 * an empty database exports as the same bytes.
 */
export function exportFile(db: DataSource): Promise<string> {
  return db.transaction('REPEATABLE READ', async (tx: EntityManager) => {
    const file = fileOf(await readHistory(tx))
    return `${JSON.stringify(file, null, 2)}\n`
  })
}

function fileOf(history: History): Record<string, unknown> {
  const { rows, births } = eventRows(history)
  const { certifications, label_ranges, ...subjects } = subjectRows(history)
  return withoutNothing({
    order: 'as_listed',
    ...subjects,
    certifications,
    ...batchLists(births, history.names),
    label_ranges,
    events: rows,
    files: fileNotes(history),
    scan_samples: history.scans.map(({ code, at, provinceCode, agent }) =>
      compact({
        label: code,
        at: timeToFile(at.toISOString()),
        province_code: provinceCode ?? undefined,
        ua: agent ?? undefined,
      }),
    ),
  })
}

/** Input lots, crops and batches in the order in which they came to be. */
function batchLists(births: ReadonlyMap<Id, Birth>, names: Names) {
  const rowsOf = (isListed: (kind: Creates['kind']) => boolean) =>
    [...births]
      .filter(([, { creates }]) => isListed(creates.kind))
      .map(([id, birth]) => batchRow(id, birth, names))
  return {
    input_lots: rowsOf((kind) => kind === 'input'),
    crops: rowsOf((kind) => kind === 'crop'),
    batches: rowsOf((kind) => kind !== 'input' && kind !== 'crop'),
  }
}

function batchRow(id: Id, { creates, organizationId }: Birth, names: Names) {
  const { kind, product, lot, use_by, plots } = birthToFile(creates, names, organizationId)
  const isProduce = kind !== 'input' && kind !== 'crop'
  return compact({
    id: names.referenceOf(id) ?? id,
    org: names.refTo(organizationId, ['organization']),
    product,
    lot,
    stage: isProduce ? kind : undefined,
    [kind === 'input' ? 'expiry' : 'use_by']: use_by,
    plots,
  })
}

const fileNotes = ({ files, names }: History) =>
  files.map(({ sha256, bytes, mime, organizationId, uploadedAt }) => ({
    sha256,
    bytes,
    mime,
    org: names.refTo(organizationId, ['organization']),
    uploaded_at: timeToFile(uploadedAt.toISOString()),
  }))
