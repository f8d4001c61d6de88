import type { Step } from '@nguon/contract'
import {
  type Day,
  dayOf,
  type Id,
  type Organization,
  type Place,
  type Product,
  type Walk,
} from '@nguon/domain'
import { addressOn } from '@nguon/locale/admin'
import type { PageBatch, PageInput } from '@nguon/web/public'
import type { EntityManager } from 'typeorm'
import { readLabelling } from '../batches/batch-store.ts'
import { readSteps } from '../batches/read-steps.ts'
import { listVersions, readPresent, versionOn } from '../subjects/subject-store.ts'
import { listStepIds } from '../traces/step-ids.ts'
import { readCrops } from '../traces/trace-store.ts'
import { readCertificates } from './read-certificates.ts'

interface Birth {
  readonly organizationId: Id
  readonly productId: Id
  readonly lot: string
  readonly useBy: Day | null
}

/** Everything the page says of a batch: what went into it, every step, its certificates and its present address. */
export async function readPageBatch(tx: EntityManager, id: Id, back: Walk, today: Day): Promise<PageBatch> {
  const birth = await readBirth(tx, id)
  const ancestors = [...back.reached.keys()]
  const stepIds = await listStepIds(tx, id, ancestors, [...back.events])
  const steps = await readSteps(tx, stepIds)
  const given = steps.filter(
    (step) => !step.correctedBy && step.items.some((item) => item.batchId === id && item.role === 'out'),
  )
  const madeOn = given
    .map((step) => dayOf(step.endedAt ?? step.occurredAt, step.utcOffset))
    .sort()
    .at(-1)
  const day = madeOn ?? today
  const organization = await versionAt<Organization>(tx, birth.organizationId, day)
  const { covered, organizations } = await coverOf(tx, birth, ancestors, steps)
  const { unitsPacked } = await readLabelling(tx, id)
  const placeCodes = await readPlaceCodes(tx, steps)
  return {
    id,
    lot: birth.lot,
    product: await versionAt<Product>(tx, birth.productId, day),
    organization,
    ...addressesOf(organization, day, today),
    harvestedOn: harvestDays(steps),
    ...(madeOn ? { madeOn } : {}),
    ...(birth.useBy ? { useBy: birth.useBy } : {}),
    unitsPacked,
    placeCodes,
    steps,
    certificates: await readCertificates(tx, organizations, covered, today),
    inputs: await readInputs(tx, steps, id),
    entries: steps.length,
  }
}

async function readBirth(tx: EntityManager, id: Id): Promise<Birth> {
  const rows: Birth[] = await tx.query(
    `SELECT organization_id AS "organizationId", product_id AS "productId", lot, use_by::text AS "useBy" FROM batch WHERE id = $1`,
    [id],
  )
  const [birth] = rows
  if (!birth) throw new Error(`batch ${id} has a code and no birth`)
  return birth
}

async function versionAt<T>(tx: EntityManager, id: Id, day: Day): Promise<T> {
  return versionOn(await listVersions(tx, [id]), day)?.data as T
}

function addressesOf({ addresses }: Organization, day: Day, today: Day): Pick<PageBatch, 'address'> {
  const made = addressOn(addresses, day)
  const present = addressOn(addresses, today)
  if (!made) return {}
  const moved = present !== undefined && present !== made
  // biome-ignore lint/suspicious/noThenProperty: an address then and now, not a promise
  return { address: { then: made, ...(moved ? { now: present } : {}) } } as Pick<PageBatch, 'address'>
}

/** What certificates of the chain may cover: its product, the plots of its crops and the places of its steps. */
async function coverOf(tx: EntityManager, birth: Birth, ancestors: readonly Id[], steps: readonly Step[]) {
  const crops = await readCrops(tx, ancestors)
  const plots = crops.flatMap(({ plotIds }) => plotIds)
  const places = steps.flatMap(({ placeId }) => (placeId ? [placeId] : []))
  const organizations = new Set([birth.organizationId, ...steps.map(({ organizationId }) => organizationId)])
  return { covered: new Set([birth.productId, ...plots, ...places]), organizations: [...organizations] }
}

/** The trace code of each place of the steps: its GLN, else the organization's own code. */
async function readPlaceCodes(tx: EntityManager, steps: readonly Step[]): Promise<Record<Id, string>> {
  const ids = new Set(steps.flatMap(({ placeId }) => (placeId ? [placeId] : [])))
  const codes: Record<Id, string> = {}
  for (const [id, { data }] of await readPresent(tx, [...ids])) {
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
  const rows: { id: Id; product_id: Id; use_by: Day | null }[] = await tx.query(
    'SELECT id, product_id, use_by::text FROM batch WHERE id = ANY($1)',
    [items.map(({ item }) => item.batchId)],
  )
  const products = await readPresent(
    tx,
    rows.map((row) => row.product_id),
  )
  return items.map(({ step, item }) => {
    const row = rows.find(({ id }) => id === item.batchId)
    const product = row ? (products.get(row.product_id)?.data as Product | undefined) : undefined
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
      ...(row?.use_by ? { expiresOn: row.use_by } : {}),
      ...(details.preHarvestIntervalDays === undefined
        ? {}
        : { preHarvestIntervalDays: details.preHarvestIntervalDays }),
    }
  })
}
