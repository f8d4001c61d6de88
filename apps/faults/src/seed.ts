import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '@nguon/domain'
import type { VerifierKey } from '@nguon/transparency'
import { askJson } from './ask.ts'
import { keyOf } from './history.ts'
import { asOwner } from './postgres.ts'
import { runCommand, startServer } from './server.ts'

/** A crop in which things are recorded. */
export interface Crop {
  readonly id: string
  readonly organizationId: string
}

/** A data folder with the sample and crops, at rest: a fault works in a copy of it. */
export interface Seed {
  readonly folder: string
  readonly crops: readonly Crop[]
  /** Of its log. */
  readonly key: VerifierKey
  /** Of a member of staff of the crops' cooperative. */
  readonly cookie: string
  /** Of more of them, one a phone. */
  readonly phones: readonly { readonly cookie: string; readonly personId: string }[]
}

/** How many write at the same time. */
export const writers = 24
const phones = 4

/** Makes the seed below `folder`. */
export async function makeSeed(folder: string): Promise<Seed> {
  const dataDir = join(folder, 'seed')
  execFileSync('mkdir', ['-m', '700', dataDir])
  const sample = new URL('../../api/sample/demo.json', import.meta.url).pathname
  const { code, output } = await runCommand(dataDir, ['import', sample, '--json'])
  if (code !== 0) throw new Error(`the sample cannot be imported:\n${output}`)
  const server = await startServer(dataDir)
  try {
    const field = await findField(dataDir)
    const { cookie } = await signIn(dataDir, field.organizationId)
    const people: Seed['phones'][number][] = []
    for (let at = 0; at < phones; at++) people.push(await signIn(dataDir, field.organizationId))
    const crops: Crop[] = []
    for (let at = 0; at < writers; at++) crops.push(await makeCrop(server.port, cookie, field))
    return { folder: dataDir, crops, key: await keyOf(dataDir), cookie, phones: people }
  } finally {
    await server.stop()
  }
}

/** A copy of the seed, for one fault. */
export function copySeed(seed: Seed, into = join(seed.folder, '..')): string {
  const dataDir = mkdtempSync(join(into, 'data-'))
  execFileSync('cp', ['-a', `${seed.folder}/.`, dataDir])
  return dataDir
}

interface Field {
  readonly organizationId: string
  readonly productId: string
  readonly plots: readonly string[]
}

async function findField(dataDir: string): Promise<Field> {
  const [field] = await asOwner<Field>(
    dataDir,
    `SELECT organization_id AS "organizationId", product_id AS "productId", plot_ids AS plots FROM batch WHERE kind = 'crop' LIMIT 1`,
  )
  if (!field) throw new Error('the sample has no crop')
  return field
}

/** What is recorded in a crop, told apart from everything else by its text. */
export const irrigation = ({ id, organizationId }: Crop, text: string, at = new Date()) => ({
  v: 1,
  id: newId(),
  type: 'irrigating',
  organizationId,
  occurredAt: at.toISOString(),
  precision: 'minute',
  capturedAt: at.toISOString(),
  utcOffset: '+07:00',
  batches: [{ batchId: id, role: 'out' }],
  details: { method: text },
  evidence: [],
})

async function makeCrop(port: number, cookie: string, field: Field): Promise<Crop> {
  const crop = { id: newId(), organizationId: field.organizationId }
  const lot = `F-${crop.id.slice(-12).toUpperCase()}`
  const creates = { kind: 'crop', productId: field.productId, lot, plots: field.plots }
  const event = irrigation(crop, 'gieo')
  const birth = { ...event, batches: [{ batchId: crop.id, role: 'out', creates }] }
  await askJson(port, '/api/v1/events', { cookie, body: { event: birth } })
  return crop
}

/** Signs in somebody new of the staff, straight into the tables. */
export async function signIn(
  dataDir: string,
  organizationId: string,
): Promise<{ cookie: string; personId: string }> {
  const [personId, token] = [newId(), randomBytes(32).toString('base64url')]
  const hash = createHash('sha256').update(token).digest('hex')
  await asOwner(
    dataDir,
    `INSERT INTO account (id, organization_id, kind) VALUES ('${personId}', '${organizationId}', 'staff');
     INSERT INTO membership (account_id, organization_id, name, added_at) VALUES ('${personId}', '${organizationId}', 'Người thử', now());
     INSERT INTO session (id, token_hash, account_id, organization_id, kind, label, created_at, seen_at, expires_at, fresh_at)
     VALUES ('${newId()}', '\\x${hash}', '${personId}', '${organizationId}', 'staff', 'faults', now(), now(), now() + interval '30 days', now())`,
  )
  return { cookie: `__Host-sid=${token}`, personId }
}
