import type { Id, Organization, Product } from '@nguon/domain'
import type { ProductPage } from '@nguon/web/public'
import type { EntityManager } from 'typeorm'
import { readPresent } from '../subjects/subject-store.ts'
import { salesLinksOf } from './sales-links.ts'

/** Which product has a GTIN, and whose it is; undefined when nobody here has the number. */
export async function findProductId(
  tx: EntityManager,
  gtin: string,
): Promise<{ productId: Id; organizationId: Id } | undefined> {
  const rows: { productId: Id; organizationId: Id }[] = await tx.query(
    'SELECT product_id AS "productId", organization_id AS "organizationId" FROM gtin WHERE gtin = $1',
    [gtin],
  )
  return rows[0]
}

/** The product of a GTIN as it is today; undefined when nobody here has the number. */
export async function findProduct(
  tx: EntityManager,
  gtin: string,
): Promise<Required<Pick<ProductPage, 'product' | 'organization' | 'salesLinks'>> | undefined> {
  const named = await findProductId(tx, gtin)
  if (!named) return undefined
  const present = await readPresent(tx, [named.productId, named.organizationId])
  const product = present.get(named.productId)?.data as Product | undefined
  const organization = present.get(named.organizationId)?.data as Organization | undefined
  if (!product || !organization) return undefined
  return { product, organization, salesLinks: salesLinksOf(product, organization) }
}
