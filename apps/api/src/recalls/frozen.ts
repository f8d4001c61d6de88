import { BatchKind, recallLists, standings, Unit } from '@nguon/domain'
import { sha256, toBase64Url } from '@nguon/transparency'
import * as z from 'zod'

/**
 * A batch that a recall reaches, as it is frozen with the proposal: whether it is stopped, why it was left out, and where its goods
 * were. Ids only: names, and the private fields of a dispatch, are looked up when somebody reads it.
 */
const FrozenBatch = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: BatchKind,
  stopped: z.boolean(),
  excluded: z.string().optional(),
  lines: z.array(
    z.object({
      list: z.enum(recallLists),
      quantity: z.object({ value: z.string(), unit: Unit }).optional(),
      standing: z.enum(standings).optional(),
      dispatchId: z.string().optional(),
      toPlaceId: z.string().optional(),
      toOrganizationId: z.string().optional(),
    }),
  ),
})
export type FrozenBatch = z.infer<typeof FrozenBatch>

export const Frozen = z.array(FrozenBatch)

/** Stands for a set of batches, whatever their order. */
export const fingerprintOf = (batches: readonly { readonly id: string }[]): string =>
  toBase64Url(
    sha256(
      Buffer.from(
        batches
          .map(({ id }) => id)
          .sort()
          .join(),
      ),
    ),
  )
