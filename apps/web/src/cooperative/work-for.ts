import type { BatchSummary } from '@nguon/contract'
import { paths } from '../paths.ts'

/** Where work on a batch is recorded: the activities that make sense for its kind, with the batch chosen already. */
export const workFor = (organizationId: string, { id }: BatchSummary): string =>
  paths.record(organizationId, undefined, { lo: id })
