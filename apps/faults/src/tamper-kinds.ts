/**
 * Who must notice: the sequencer, before it signs again; `nguon -- verify`, in the database; and from outside `nguon-log`, of which a
 * mirror goes on from what it has, a newcomer begins with nothing and `compare` holds a kept mirror against the server; a witness; the
 * check on a shopper's phone that was made before.
 */
export type Catcher = 'sequencer' | 'verify' | 'mirror' | 'newcomer' | 'compare' | 'witness' | 'phone'

/** A way to change history with the rights of a superuser and of the machine. */
export interface Tampering {
  readonly name: string
  readonly catcher: Catcher
  /** Who else must. */
  readonly also?: readonly Catcher[]
  /** What is changed in the tables, their triggers off. */
  readonly sql?: string
  /** Changed while an entry waits that is not sealed yet. */
  readonly whileWaiting?: true
  /** What is put in place of the log's own files, and of the whole tree, while the server does not run. */
  readonly forge?: 'older checkpoint' | 'other history' | 'other key'
}

const whoSawMore: readonly Catcher[] = ['compare', 'witness', 'phone']

const zeros = `decode(repeat('00', 32), 'hex')`
const last = '(SELECT max(idx) FROM log_leaf)'
const entryAt = (index: string) => `(SELECT event_id FROM log_leaf WHERE idx = ${index})`
const edited = `convert_to(replace(convert_from(entry, 'UTF8'), 'tưới', 'phun'), 'UTF8')`

/** Everything behind the checkpoint before the last but one, in every table, as if it had never been. */
const cutTail = `
  CREATE TEMP TABLE cut AS SELECT size FROM log_checkpoint ORDER BY size DESC OFFSET 2 LIMIT 1;
  DELETE FROM event_batch WHERE event_id IN (SELECT event_id FROM log_leaf, cut WHERE idx >= size);
  DELETE FROM event WHERE id IN (SELECT event_id FROM log_leaf, cut WHERE idx >= size);
  DELETE FROM log_leaf USING cut WHERE idx >= size;
  DELETE FROM log_node USING cut WHERE (idx + 1) * 2 ^ level > size;
  DELETE FROM log_checkpoint c USING cut WHERE c.size > cut.size`

export const tamperings: readonly Tampering[] = [
  {
    name: 'a sealed entry is edited',
    catcher: 'verify',
    also: ['newcomer'],
    sql: `UPDATE event SET entry = ${edited} WHERE id = ${entryAt(`${last} - 40`)}`,
  },
  {
    name: 'two sealed entries are exchanged',
    catcher: 'verify',
    also: ['newcomer'],
    sql: `UPDATE event SET entry = other.entry, leaf_hash = other.leaf_hash FROM event other
      WHERE event.id <> other.id AND event.id IN (${entryAt(last)}, ${entryAt(`${last} - 1`)})
        AND other.id IN (${entryAt(last)}, ${entryAt(`${last} - 1`)})`,
  },
  {
    name: 'the last entry is deleted',
    catcher: 'verify',
    sql: `DELETE FROM event WHERE id = ${entryAt(last)}`,
  },
  {
    name: 'an entry in the middle is deleted',
    catcher: 'verify',
    sql: `DELETE FROM event WHERE id = ${entryAt(`${last} / 2`)}`,
  },
  {
    name: 'a leaf hash is edited',
    catcher: 'sequencer',
    also: ['newcomer'],
    sql: `UPDATE log_leaf SET leaf_hash = ${zeros} WHERE idx = ${last}`,
  },
  {
    name: 'a node is edited',
    catcher: 'sequencer',
    sql: `UPDATE log_node SET hash = ${zeros} WHERE level = 1 AND idx = (SELECT max(idx) FROM log_node WHERE level = 1)`,
  },
  {
    name: 'the last checkpoint is edited',
    catcher: 'sequencer',
    sql: `UPDATE log_checkpoint SET root = ${zeros} WHERE size = (SELECT max(size) FROM log_checkpoint)`,
  },
  { name: 'the tail is cut off', catcher: 'sequencer', sql: cutTail },
  {
    name: 'an entry that waits is edited',
    catcher: 'sequencer',
    whileWaiting: true,
    sql: `UPDATE event SET entry = ${edited} WHERE id IN (SELECT event_id FROM log_pending)`,
  },
  {
    name: 'the tail is hidden, and the last checkpoint on the disk put back',
    catcher: 'mirror',
    sql: cutTail,
    forge: 'older checkpoint',
    also: whoSawMore,
  },
  {
    name: 'another history is signed with the key of the log',
    catcher: 'mirror',
    forge: 'other history',
    also: whoSawMore,
  },
  {
    name: 'the log is signed with another key of the same name',
    catcher: 'mirror',
    forge: 'other key',
    also: whoSawMore,
  },
]

/** The tables of the history, whose triggers a superuser switches off and on again. */
const guarded = ['event', 'event_batch', 'log_leaf', 'log_node', 'log_checkpoint']

/** Runs SQL that the triggers would refuse; they are back afterwards, so that the server sees nothing of it when it starts. */
export const withoutTriggers = (sql: string): string =>
  [
    ...guarded.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER ALL`),
    sql,
    ...guarded.flatMap((table) =>
      ['rows', 'table'].map((kind) => `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_${kind}`),
    ),
  ].join(';\n')
