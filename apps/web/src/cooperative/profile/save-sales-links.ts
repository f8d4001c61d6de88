import { api } from '@nguon/contract'
import type { Day, Id, SalesLink } from '@nguon/domain'
import { call } from '../../call.ts'
import type { Slots } from '../recording/slots.ts'

/**
 * Records where the organization sells, or where one of its products is sold. All else stays as it is at this moment, whoever
 * changed it since the form was opened; the new version speaks from the same day on as the one it replaces, so it is in force at once.
 *
 * @param slots keep the id of the same links over retries
 */
export async function saveSalesLinks(
  organizationId: Id,
  productId: Id | undefined,
  salesLinks: SalesLink[],
  slots: Slots,
): Promise<void> {
  const id = slots.id(JSON.stringify(salesLinks))
  const head = { v: 1 as const, id, organizationId, capturedAt: slots.capturedAt }
  if (productId === undefined) {
    const { data, validFrom } = await call(api.getOrganization, {})
    const subject = { kind: 'organization' as const, id: organizationId }
    const version = { ...head, subject, ...since(validFrom), data: { ...data, salesLinks } }
    await call(api.recordOrganization, { version })
    return
  }
  const { items } = await call(api.listProducts, {})
  const found = items.find((product) => product.id === productId)
  if (!found) throw new Error(`no product ${productId}`)
  const subject = { kind: 'product' as const, id: productId }
  const version = { ...head, subject, ...since(found.validFrom), data: { ...found.data, salesLinks } }
  await call(api.recordProduct, { version })
}

const since = (validFrom: Day | undefined) => (validFrom === undefined ? {} : { validFrom })
