/** Where the rows of a table are kept once the database is a cluster. */
export type Placement =
  /** Split over the machines by the hash of a column; `with`: rows of equal value lie on the machine where the other table's do. */
  | { readonly as: 'split'; readonly by: string; readonly with?: string }
  /** A whole copy on every machine: small, and joined with what is split. */
  | { readonly as: 'copied' }
  /** On the coordinator only: nothing that is split is joined with it, and no policy reads it. */
  | { readonly as: 'kept' }

const split = (by: string, colocated?: string): Placement =>
  colocated === undefined ? { as: 'split', by } : { as: 'split', by, with: colocated }
const copied: Placement = { as: 'copied' }
const kept: Placement = { as: 'kept' }

/**
 * Every table of the schema but partitions, which follow their table. In this order they are distributed, except that those with row
 * level security come last (distribute.ts): their policies call functions that read others. docs/scale.md says why each is where it is.
 */
export const placements: Readonly<Record<string, Placement>> = {
  batch: split('id'),
  event_batch: split('batch_id', 'batch'),
  event: split('id'),
  disclosure: split('event_id', 'event'),
  log_pending: split('event_id', 'event'),
  code: split('code'),
  scan: split('code', 'code'),
  scan_day: split('code', 'code'),
  scan_signal: split('code', 'code'),
  label_range: split('run_id'),
  label_pin: split('code', 'code'),
  shown_file: split('sha256'),
  file: split('sha256', 'shown_file'),
  device_entry: split('device_id'),
  audit: split('id'),
  export: split('id'),

  account: copied,
  alert: copied,
  device: copied,
  gtin: copied,
  invite: copied,
  label_print: copied,
  label_run: copied,
  membership: copied,
  printer: copied,
  quarantine: copied,
  recall: copied,
  recall_lift: copied,
  recall_note: copied,
  reference: copied,
  report: copied,
  scan_decision: copied,
  subject_entry: copied,

  factor: kept,
  log_checkpoint: kept,
  log_leaf: kept,
  log_node: kept,
  migration: kept,
  rate_limit: kept,
  session: kept,
}

/** What moves the rows of a table to where they belong; undefined: they stay. Table names are ours, and need no quotes. */
export function placeSql(table: string, placement: Placement): string | undefined {
  switch (placement.as) {
    case 'split':
      return `SELECT create_distributed_table('${table}', '${placement.by}', colocate_with => '${placement.with ?? 'none'}')`
    case 'copied':
      return `SELECT create_reference_table('${table}')`
    case 'kept':
      return undefined
  }
}
