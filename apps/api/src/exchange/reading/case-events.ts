import type { Day, Id } from '@nguon/domain'
import { deriveId } from '../derive-id.ts'
import { type ExchangeFile, rowsOf } from '../exchange-file.ts'
import { compact, type FileTime } from '../file-text.ts'
import type { InspectionRow, LabTestRow, RecallRow } from '../formats/case-rows.ts'
import { EventRow } from '../formats/event-row.ts'
import { organizationFormat } from '../formats/organization-format.ts'
import { mistake } from '../mistakes.ts'
import type { ListedEvent } from './declare-names.ts'
import { type Reading, resolveId, resolveName } from './reading.ts'

/** The lab tests, inspections and the recall of a file as events in the long form; those with a mistake are left out. */
export function caseEvents(file: ExchangeFile, reading: Reading): ListedEvent[] {
  const cases = [
    ...file.lab_tests.map((row, index) => () => [labTest(file, row, `lab_tests[${index}]`, reading)]),
    ...file.inspections.map((row, index) => () => [inspection(row, `inspections[${index}]`, reading)]),
    ...(file.recall ? [recallOf(file, file.recall, reading)] : []),
  ]
  return cases.flatMap((read) => {
    const before = reading.mistakes.length
    const events = read()
    return reading.mistakes.length === before ? events : []
  })
}

const recallOf = (file: ExchangeFile, row: RecallRow, reading: Reading) => () => recall(file, row, reading)

const startOf = (day: Day): FileTime => `${day}T00:00:00+07:00`
const endOf = (day: Day): FileTime => `${day}T23:59:59.999+07:00`
const onDay = (day: Day) => ({ occurred_at: startOf(day), precision: 'day', recorded_at: endOf(day) })

const event = (path: string, row: object): ListedEvent => ({ path, row: EventRow.parse(compact(row)) })

const items = (ids: readonly Id[]) => ids.map((ref) => ({ ref }))

function labTest(file: ExchangeFile, row: LabTestRow, path: string, reading: Reading): ListedEvent {
  const { id, sampled, reported, result, note, report } = row
  const lab = resolveId(reading, row.lab, ['organization'], `${path}.lab`)
  const tested = row.batch
    ? [resolveId(reading, row.batch, ['batch'], `${path}.batch`)]
    : lotsNumbered(file, row.input_lot_no ?? '', `${path}.input_lot_no`, reading)
  const about = items(tested)
  const details = compact({
    laboratoryId: lab,
    sampledOn: sampled,
    result,
    items: row.items.map((name) => ({ name })),
    remark: note,
    report,
  })
  return event(path, { id, type: 'lab_test', org: lab, ...onDay(reported), about, details })
}

/** Every input lot with the supplier's number, whoever has it. */
function lotsNumbered(file: ExchangeFile, lot: string, path: string, reading: Reading): Id[] {
  const found = file.input_lots.filter((each) => each.lot === lot)
  if (found.length === 0) reading.mistakes.push(mistake(path, `no input lot has the number ${lot}`))
  return found.map(({ id, org }) => {
    const [owner] = reading.names.look(org, ['organization'])
    return resolveId(reading, id, ['batch'], path, owner?.id)
  })
}

function inspection(row: InspectionRow, path: string, reading: Reading): ListedEvent {
  const { id, org, inspector, date, type, findings, conclusion, due } = row
  const inspected = resolveName(reading, org, ['organization'], `${path}.org`)
  const person = resolveName(reading, inspector, ['member'], `${path}.inspector`)
  const about = row.batches.map((each, index) =>
    resolveId(reading, each, ['batch'], `${path}.batches[${index}]`, inspected?.id),
  )
  const details = compact({ kind: type, findings, conclusion, due })
  const by = { org: person?.organizationId ?? org, actor: person?.id ?? inspector }
  return event(path, { id, type: 'inspection', ...by, ...onDay(date), about: items(about), details })
}

function recall(file: ExchangeFile, row: RecallRow, reading: Reading): ListedEvent[] {
  const { id, opened, decided, kind } = row
  const org = row.org ?? onlyInspectorate(file, reading)
  const affected = row.affected_batches.map((each, index) =>
    resolveId(reading, each, ['batch'], `recall.affected_batches[${index}]`),
  )
  row.not_affected?.forEach((each, index) => {
    resolveId(reading, each, ['batch'], `recall.not_affected[${index}]`)
  })
  const triggers = [...file.events, ...file.lab_tests, ...file.inspections].map((each) => each.id)
  if (row.trigger && !triggers.includes(row.trigger))
    reading.mistakes.push(mistake('recall.trigger', `nothing in this file is called ${row.trigger}`))
  if (org === undefined) return []
  const owner = resolveId(reading, org, ['organization'], 'recall.org')
  const caseId = deriveId('recall_case', owner, id)
  const common = { caseId, reason: reasonOf(file, row, reading), parameters: groundsOf(row) }
  const both = { id, org, about: items(affected), details: compact(common) }
  const details = compact({
    ...common,
    kind,
    publicMessage: row.public_message_vi,
    decisionNumber: row.decision_number,
  })
  const at = (time: FileTime) => ({ occurred_at: time, recorded_at: time })
  const hold = event('recall', { ...both, type: 'hold', ...at(opened) })
  return [
    { path: 'recall', row: { ...hold.row, made_as: 'hold' } },
    ...(decided ? [event('recall', { ...both, type: 'recall', ...at(decided), details })] : []),
  ]
}

/** What a shopper reads: the reason given, else the supplier's lot with what the test that triggered the recall found. */
function reasonOf(
  file: ExchangeFile,
  { reason, input_lot_no: lot, note, trigger }: RecallRow,
  reading: Reading,
): string {
  const found = file.lab_tests.find(({ id }) => id === trigger)?.items.join('; ')
  const said = reason ?? (lot ? [`Lô vật tư ${lot}`, found].filter(Boolean).join(': ') : note)
  if (said === undefined) reading.mistakes.push(mistake('recall.reason', 'say the reason'))
  return said ?? '?'
}

function groundsOf({ input_lot_no: lot }: RecallRow) {
  return lot === undefined ? undefined : [{ name: 'Lô vật tư', value: lot }]
}

function onlyInspectorate(file: ExchangeFile, reading: Reading): string | undefined {
  const found = rowsOf(file, organizationFormat).filter(({ kind }) => kind === 'inspectorate')
  if (found.length === 1) return found[0]?.id
  reading.mistakes.push(mistake('recall.org', 'say which inspectorate decides'))
  return undefined
}
