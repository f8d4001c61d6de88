import { describe, expect, test } from '@jest/globals'
import { refusalOf } from './cluster-statements.ts'

describe('a statement is known to be refused by a cluster when it', () => {
  test.each([
    [
      'joins what lies on different machines',
      'SELECT entry FROM event JOIN event_batch ON event_id = event.id WHERE batch_id = $1',
      'tables that are split by different columns',
    ],
    [
      'joins what only the coordinator has',
      'SELECT FROM event JOIN session ON session.id = event.id',
      'a table of the coordinator beside one that is split',
    ],
    [
      'walks the graph by itself',
      'WITH RECURSIVE up AS (SELECT batch_id FROM event_batch WHERE batch_id = $1) SELECT FROM up',
      'a recursive query',
    ],
    [
      'locks many batches',
      'SELECT id FROM batch WHERE id = ANY($1) ORDER BY id FOR UPDATE',
      'rows of several machines locked in one statement',
    ],
    [
      'asks for events of each row of a table that every machine has',
      'SELECT recall.id FROM recall CROSS JOIN LATERAL (SELECT at FROM event_batch WHERE batch_id = ANY(recall.batch_ids) LIMIT 1) first',
      'a subquery of a split table for each row of what is not split',
    ],
    [
      'adds what is not there yet',
      'INSERT INTO scan (code) SELECT code FROM unnest($1::text[]) new (code) WHERE NOT EXISTS (SELECT FROM scan WHERE scan.code = new.code)',
      'a subquery of a split table for each row of what is not split',
    ],
    [
      'is one of two in a UNION ALL',
      'SELECT id FROM batch UNION ALL SELECT (SELECT max(sequence) FROM event_batch WHERE batch_id = id) FROM unnest($1::uuid[]) id',
      'a subquery of a split table for each row of what is not split',
    ],
  ])('%s', (_what, statement, reason) => expect(refusalOf(statement)).toBe(reason))
})

test.each([
  ['locks one batch', `SELECT id FROM batch WHERE id = '0' FOR UPDATE`],
  ['locks a row that every machine has', 'SELECT FROM account WHERE organization_id = ANY($1) FOR UPDATE'],
  [
    'asks for the newest row of each of many batches',
    'SELECT b.id FROM batch b LEFT JOIN LATERAL (SELECT status FROM event_batch WHERE batch_id = b.id LIMIT 1) head ON true WHERE b.id = ANY($1)',
  ],
  [
    'joins what lies together',
    'SELECT b.id FROM batch b JOIN event_batch link ON link.batch_id = b.id ORDER BY b.id LIMIT 5',
  ],
  ['asks two tables one after the other', 'SELECT id FROM event UNION ALL SELECT id FROM batch'],
  ['adds many rows', 'INSERT INTO event (id) SELECT id FROM unnest($1::uuid[]) e(id)'],
])('a statement is not called refused that %s', (_what, statement) =>
  expect(refusalOf(statement)).toBeUndefined(),
)
