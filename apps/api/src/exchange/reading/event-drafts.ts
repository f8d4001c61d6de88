import type { Id, Instant } from '@nguon/domain'
import type { ExchangeFile } from '../exchange-file.ts'
import { instantOf } from '../file-text.ts'
import type { EventRow, HappenedRow } from '../formats/event-row.ts'
import { mistake } from '../mistakes.ts'
import { calledEvent, calledReplacement, idOf, type ListedEvent, organizationOf } from './declare-names.ts'
import { type DraftItem, itemsOf } from './event-items.ts'
import { type Reading, resolveName } from './reading.ts'

/** What happened, with ids for batches. */
export interface Draft {
  readonly path: string
  readonly id: Id
  readonly organizationId: Id
  readonly row: HappenedRow
  readonly items: readonly DraftItem[]
}

/** An event on its way into the history, with what it corrects and the corrective event. */
export interface EventDraft extends Draft {
  readonly row: EventRow
  readonly recordedAt: Instant
  readonly corrects?: Draft
  readonly replacement?: Draft
}

/** The events with their batches, in the order in which they are replayed. */
export function draftEvents(
  file: ExchangeFile,
  listed: readonly ListedEvent[],
  reading: Reading,
): EventDraft[] {
  const drafts = listed.map((each) => draftOf(each, reading))
  if (file.order !== 'as_listed') sortByTime(drafts)
  const byId = new Map<Id, Draft>(drafts.map((draft) => [draft.id, draft]))
  return drafts.map((draft) => {
    const whole = withCorrection(draft, byId, reading)
    if (whole.replacement) byId.set(whole.replacement.id, whole.replacement)
    return whole
  })
}

/** By when they happened; each time is read once, for a sort asks a million times. */
function sortByTime(drafts: EventDraft[]): void {
  const times = new Map(drafts.map((draft) => [draft, Date.parse(draft.row.occurred_at)]))
  const occurred = (draft: EventDraft) => times.get(draft) ?? 0
  drafts.sort((a, b) => occurred(a) - occurred(b))
}

function draftOf({ path, row }: ListedEvent, reading: Reading): EventDraft {
  const organizationId = organizationOf(reading, row.org, path) as Id
  const recordedAt = instantOf(row.recorded_at)
  const id = idOf(calledEvent(row, organizationId))
  return { path, id, organizationId, row, recordedAt, items: itemsOf(row, path, organizationId, reading) }
}

function withCorrection(draft: EventDraft, byId: ReadonlyMap<Id, Draft>, reading: Reading): EventDraft {
  const { row, path, organizationId, items } = draft
  const note = (field: string, message: string) => reading.mistakes.push(mistake(`${path}.${field}`, message))
  if (row.type !== 'correction') {
    for (const field of ['corrects', 'reason', 'replacement', 'before', 'after'] as const)
      if (row[field] !== undefined) note(field, 'only a correction has it')
    return draft
  }
  if (row.reason === undefined) note('reason', 'a correction says why')
  if (row.corrects === undefined) note('corrects', 'a correction says what it corrects')
  const name =
    row.corrects && resolveName(reading, row.corrects, ['event'], `${path}.corrects`, organizationId)
  const corrects = name && byId.get(name.id)
  if (!corrects) return draft
  const replacement = replacementOf(draft, corrects, reading)
  const batchIds = [...new Set(corrects.items.map(({ batchId }) => batchId))]
  return {
    ...draft,
    items: items.length > 0 ? items : batchIds.map((batchId) => ({ batchId, role: 'about' })),
    corrects,
    ...(replacement ? { replacement } : {}),
  }
}

function replacementOf(draft: EventDraft, corrects: Draft, reading: Reading): Draft | undefined {
  const { row, path, organizationId } = draft
  const id = idOf(calledReplacement(row, organizationId))
  if (row.replacement) {
    const at = `${path}.replacement`
    const { org = row.org, ...rest } = row.replacement
    const owner = organizationOf(reading, org, at) as Id
    const happened = { ...rest, org }
    return {
      path: at,
      id,
      organizationId: owner,
      row: happened,
      items: itemsOf(happened, at, owner, reading),
    }
  }
  if (!row.after) return undefined
  const { offline: _offline, captured_at: _captured, ...happened } = corrects.row
  return {
    ...corrects,
    path: `${path}.after`,
    id,
    row: happened,
    items: changedItems(draft, corrects, reading),
  }
}

/** The batches of the corrected event with the quantity of `after`: it has one that is measured. */
function changedItems({ row, path }: EventDraft, corrects: Draft, { mistakes }: Reading): DraftItem[] {
  const measured = corrects.items.filter(({ quantity }) => quantity)
  const [only] = measured
  if (!only || measured.length > 1)
    mistakes.push(mistake(`${path}.after`, 'the corrected event has not one quantity: say the replacement'))
  else if (row.before && only.quantity?.value !== row.before.quantity)
    mistakes.push(mistake(`${path}.before.quantity`, `the corrected event says ${only.quantity?.value}`))
  return corrects.items.map(({ quantity, ...item }) => ({
    ...item,
    ...(quantity ? { quantity: { ...quantity, value: row.after?.quantity ?? quantity.value } } : {}),
  }))
}
