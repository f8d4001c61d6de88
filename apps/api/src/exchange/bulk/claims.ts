import type { Creates, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { codesOf } from '../../labels/claim-codes.ts'
import type { StoredVersion } from '../../subjects/subject-store.ts'

interface Birth {
  readonly batchId: Id
  readonly creates: Creates
}

/** The codes of batches: which are taken. */
export interface Claims {
  /** Looks up the codes that these births will ask for. */
  readonly load: (births: readonly Birth[], products: ReadonlyMap<Id, StoredVersion>) => Promise<void>
  /** Whether nobody has any of these codes; false too for one that was not looked up. */
  readonly areFree: (codes: readonly string[]) => boolean
  readonly claim: (codes: readonly string[]) => void
}

/** What these births ask for; nothing of a product that is not known. */
export const codesOfBirths = (births: readonly Birth[], products: ReadonlyMap<Id, StoredVersion>): string[] =>
  births.flatMap(({ batchId, creates }) => {
    const product = products.get(creates.productId)
    return product?.kind === 'product' ? codesOf(batchId, creates, product as StoredVersion<'product'>) : []
  })

export function openClaims(tx: EntityManager): Claims {
  const free = new Set<string>()
  const claim = (codes: readonly string[]) => {
    for (const code of codes) free.delete(code)
  }
  return {
    async load(births, products) {
      const codes = codesOfBirths(births, products)
      const taken: { code: string }[] = await tx.query('SELECT code FROM code WHERE code = ANY($1)', [codes])
      for (const code of codes) free.add(code)
      for (const { code } of taken) free.delete(code)
    },
    areFree: (codes) => codes.every((code) => free.has(code)),
    claim,
  }
}
