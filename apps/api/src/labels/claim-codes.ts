import type { Creates, Id } from '@nguon/domain'
import { ownCode } from '@nguon/gs1'
import { sha256 } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { insertCodes } from '../batches/batch-store.ts'
import type { References } from '../events/references.ts'
import type { StoredVersion } from '../subjects/subject-store.ts'

/**
 * The code of a batch that every batch has: 60 bits of the SHA-256 of its id, which is random. Anyone who holds the entry can
 * compute it again, and an import into an empty database gives the same codes.
 */
const ownCodeOf = (batchId: Id): string => ownCode(sha256(new TextEncoder().encode(`nguon batch ${batchId}`)))

/**
 * Claims what may be printed for a new batch: its own code, and GTIN and lot when its product has one at the birth. The lot is
 * claimed for the product as well, so that it stays one batch's when the product gets another GTIN.
 */
export async function claimCodes(
  tx: EntityManager,
  id: Id,
  creates: Creates,
  references: References,
): Promise<void> {
  await insertCodes(tx, id, codesOf(id, creates, references.product(creates.productId)))
}

/** The codes of a new batch of this version of its product. */
export function codesOf(id: Id, creates: Creates, product: Pick<StoredVersion<'product'>, 'data'>): string[] {
  const codes = [`T/${ownCodeOf(id)}`]
  const { gtin } = product.data
  // a supplier's lot may come in twice, and a standing crop is never labelled
  const labelled = creates.kind !== 'input' && creates.kind !== 'crop'
  if (labelled) codes.push(`lot/${creates.productId}/${creates.lot}`)
  if (labelled && gtin) codes.push(`01/${gtin}/10/${creates.lot}`)
  return codes
}
