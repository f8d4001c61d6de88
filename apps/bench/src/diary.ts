import { newId } from '@nguon/domain'
import pg from 'pg'
import { type Demo, signInStaff } from './server.ts'

/** How many record at once, each for a crop of their own. */
export const clients = 32

/** A crop that entries are about. */
export interface Crop {
  readonly id: string
  readonly organizationId: string
}

/** A day of watering, as the diary's form sends it. */
export const irrigation = ({ id, organizationId }: Crop) => ({
  v: 1,
  id: newId(),
  type: 'irrigating',
  organizationId,
  occurredAt: new Date().toISOString(),
  precision: 'minute',
  capturedAt: new Date().toISOString(),
  utcOffset: '+07:00',
  batches: [{ batchId: id, role: 'out' }],
  details: { method: 'Tưới nhỏ giọt' },
  evidence: [],
})

/** The demo, and the staff that record. */
export interface Door {
  readonly port: number
  readonly cookie: string
}

/** The bytes of a request that records an event. */
export const post = ({ port, cookie }: Door, event: ReturnType<typeof irrigation>): string => {
  const body = JSON.stringify({ event })
  const head = [
    'POST /api/v1/events HTTP/1.1',
    `Host: localhost:${port}`,
    `Origin: http://localhost:${port}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

/** Staff of the demo, signed in, with a crop for every client. */
export async function openDiary(
  demo: Demo,
  owner: pg.ClientConfig,
): Promise<{ door: Door; crops: readonly Crop[] }> {
  const { crop, organization } = await findCrop(owner)
  const door = { port: demo.port, cookie: await signInStaff(demo, organization) }
  return { door, crops: await makeCrops(door, crop) }
}

/** Records one event and waits for it. */
export async function record({ port, cookie }: Door, event: ReturnType<typeof irrigation>): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://localhost:${port}`, cookie },
    body: JSON.stringify({ event }),
  })
  if (answer.status !== 201) throw new Error(await answer.text())
}

interface SampleCrop {
  readonly organizationId: string
  readonly productId: string
  readonly plots: readonly string[]
}

/** A crop of the sample, and the name of its cooperative. */
async function findCrop(owner: pg.ClientConfig): Promise<{ crop: SampleCrop; organization: string }> {
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query(
    `SELECT batch.organization_id AS "organizationId", product_id AS "productId", plot_ids AS plots, data->>'name' AS organization
     FROM batch JOIN subject_entry ON subject_id = batch.organization_id WHERE batch.kind = 'crop' LIMIT 1`,
  )
  await client.end()
  const { organization, ...crop } = rows[0]
  return { crop, organization }
}

/** A crop for every client, recorded through the API. */
async function makeCrops(door: Door, { organizationId, productId, plots }: SampleCrop): Promise<Crop[]> {
  const crops: Crop[] = []
  for (let index = 0; index < clients; index++) {
    const crop = { id: newId(), organizationId }
    const creates = { kind: 'crop', productId, lot: `BENCH-${newId().slice(-12).toUpperCase()}`, plots }
    const birth = { ...irrigation(crop), batches: [{ batchId: crop.id, role: 'out', creates }] }
    await record(door, birth as unknown as ReturnType<typeof irrigation>)
    crops.push(crop)
  }
  return crops
}
