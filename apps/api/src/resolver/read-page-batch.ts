import type { Step } from '@nguon/contract'
import {
  type Address,
  type Day,
  dayOf,
  type Id,
  type Organization,
  type Place,
  type Product,
  type Walk,
} from '@nguon/domain'
import { addressOn, formatAddress } from '@nguon/locale/admin'
import type { PageBatch, PageInput } from '@nguon/web/public'
import type { EntityManager } from 'typeorm'
import { readLabelling } from '../batches/batch-store.ts'
import { readSteps } from '../batches/read-steps.ts'
import { listVersions, readPresent, type StoredVersion, versionOn } from '../subjects/subject-store.ts'
import { listStepIds } from '../traces/step-ids.ts'
import { readCrops } from '../traces/trace-store.ts'
import { findBirths } from './find-births.ts'
import { type Chain, readCertificates } from './read-certificates.ts'
import { salesLinksOf } from './sales-links.ts'

/** A row of the index of batches: what no correction changes. */
interface Birth {
  readonly organizationId: Id
  readonly productId: Id
  readonly lot: string
}

/**
 * Everything the page says of a batch: what went into it, every step, its certificates and its present address.
 *
 * @param useBy as its standing birth says
 */
export async function readPageBatch(
  tx: EntityManager,
  id: Id,
  back: Walk,
  today: Day,
  useBy: Day | undefined,
): Promise<PageBatch> {
  const birth = await readBirth(tx, id)
  const ancestors = [...back.reached.keys()]
  const stepIds = await listStepIds(tx, id, ancestors, [...back.events])
  const steps = await readSteps(tx, stepIds, today)
  const given = steps.filter(
    (step) => !step.correctedBy && step.items.some((item) => item.batchId === id && item.role === 'out'),
  )
  const madeOn = given
    .map((step) => dayOf(step.endedAt ?? step.occurredAt, step.utcOffset))
    .sort()
    .at(-1)
  const day = madeOn ?? today
  const versions = await listVersions(tx, [birth.organizationId, birth.productId])
  const organization = versionAt<Organization>(versions, birth.organizationId, day)
  const present = versionAt<Organization>(versions, birth.organizationId, today)
  const chain = await chainOf(tx, birth, ancestors, steps)
  const organizations = new Set([birth.organizationId, ...steps.map(({ organizationId }) => organizationId)])
  const product = versionAt<Product | undefined>(versions, birth.productId, today)
  const { unitsPacked } = await readLabelling(tx, id)
  const placeCodes = await readPlaceCodes(tx, steps, today)
  return {
    id,
    lot: birth.lot,
    product: versionAt<Product>(versions, birth.productId, day),
    organization,
    ...addressesOf(addressOn(organization.addresses, day), addressOn(present.addresses, today)),
    harvestedOn: harvestDays(steps),
    ...(madeOn ? { madeOn } : {}),
    ...(useBy ? { useBy } : {}),
    unitsPacked,
    placeCodes,
    steps,
    certificates: await readCertificates(tx, [...organizations], chain, today),
    inputs: await readInputs(tx, steps, id),
    salesLinks: salesLinksOf(product, present),
    entries: steps.length,
  }
}

async function readBirth(tx: EntityManager, id: Id): Promise<Birth> {
  const rows: Birth[] = await tx.query(
    `SELECT organization_id AS "organizationId", product_id AS "productId", lot FROM batch WHERE id = $1`,
    [id],
  )
  const [birth] = rows
  if (!birth) throw new Error(`batch ${id} has a code and no birth`)
  return birth
}

function versionAt<T>(versions: readonly StoredVersion[], id: Id, day: Day): T {
  const own = versions.filter((version) => version.id === id)
  return versionOn(own, day)?.data as T
}

/** The address of the day, and the present one where it reads differently. */
function addressesOf(made: Address | undefined, present: Address | undefined): Pick<PageBatch, 'address'> {
  if (!made) return {}
  const written = (address: Address) => formatAddress(address, 'vi', { line: true })
  const moved = present !== undefined && written(present) !== written(made)
  // biome-ignore lint/suspicious/noThenProperty: an address then and now, not a promise
  return { address: { then: made, ...(moved ? { now: present } : {}) } } as Pick<PageBatch, 'address'>
}

/** What certificates may cover: the products of the chain, the plots of its crops and the places of its steps. */
async function chainOf(
  tx: EntityManager,
  birth: Birth,
  ancestors: readonly Id[],
  steps: readonly Step[],
): Promise<Chain> {
  const crops = await readCrops(tx, ancestors)
  const rows: { product_id: Id }[] = await tx.query(
    `SELECT DISTINCT product_id FROM batch WHERE id = ANY($1) AND kind <> 'input'`,
    [ancestors],
  )
  return {
    products: new Set([birth.productId, ...rows.map((row) => row.product_id)]),
    plots: new Set(crops.flatMap(({ plotIds }) => plotIds)),
    places: new Set(steps.flatMap(({ placeId }) => (placeId ? [placeId] : []))),
  }
}

/** The trace code of each place of the steps: its GLN, else the organization's own code. */
async function readPlaceCodes(
  tx: EntityManager,
  steps: readonly Step[],
  today: Day,
): Promise<Record<Id, string>> {
  const ids = new Set(steps.flatMap(({ placeId }) => (placeId ? [placeId] : [])))
  const codes: Record<Id, string> = {}
  for (const [id, { data }] of await readPresent(tx, [...ids], today)) {
    const { gln, code } = data as Place
    if (gln ?? code) codes[id] = gln ?? code ?? ''
  }
  return codes
}

function harvestDays(steps: readonly Step[]): Day[] {
  const harvests = steps.filter(({ type, correctedBy }) => type === 'harvest' && !correctedBy)
  return [...new Set(harvests.map((step) => dayOf(step.occurredAt, step.utcOffset)))].sort()
}

/** The input lots of the chain, in the order in which they came in. */
async function readInputs(tx: EntityManager, steps: readonly Step[], self: Id): Promise<PageInput[]> {
  const received = steps.filter(
    ({ type, correctedBy }) =>
      (type === 'input_received' || type === 'opening_stock' || type === 'purchase') && !correctedBy,
  )
  const items = received.flatMap((step) =>
    step.items
      .filter((item) => item.kind === 'input' && item.batchId !== self)
      .map((item) => ({ step, item })),
  )
  const births = await findBirths(
    tx,
    items.map(({ item }) => item.batchId),
  )
  const products = await readPresent(
    tx,
    [...births.values()].map(({ productId }) => productId),
  )
  return items.map(({ step, item }) => {
    const birth = births.get(item.batchId)
    const product = birth ? (products.get(birth.productId)?.data as Product | undefined) : undefined
    const details = step.details as {
      selfProduced?: boolean
      activeIngredient?: string
      preHarvestIntervalDays?: number
    }
    return {
      batchId: item.batchId,
      name: item.productName,
      lot: item.lot,
      selfProduced: details.selfProduced ?? false,
      ...(product?.inputKind ? { inputKind: product.inputKind } : {}),
      ...(details.activeIngredient ? { activeIngredient: details.activeIngredient } : {}),
      ...(birth?.useBy ? { expiresOn: birth.useBy } : {}),
      ...(details.preHarvestIntervalDays === undefined
        ? {}
        : { preHarvestIntervalDays: details.preHarvestIntervalDays }),
    }
  })
}
