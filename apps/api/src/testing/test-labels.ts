import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import type { LabelKeys } from '../labels/label-keys.ts'
import { type Labels, openLabels } from '../labels/open-labels.ts'

/** Makes serials and PINs in tests. */
export const testLabelKeys: LabelKeys = { serial: Buffer.alloc(32, 5), pin: Buffer.alloc(32, 6) }

/** A folder of the test file, for what it prints. */
export const testLabelDir = mkdtempSync(join(tmpdir(), 'nguon-labels-'))

/** What prints labels in tests; its files go into {@link testLabelDir}. */
export const testLabels = (db: DataSource, now?: () => Date): Labels =>
  openLabels({
    ...{ db, keys: testLabelKeys, now, dir: testLabelDir, onError: () => undefined },
  })
