import { canonicalBytes, leafHash, signEvent, toBase64Url } from '@nguon/transparency'

const recordedAt = '2026-11-20T08:00:00.000Z'
const organizationId = '0198c5a0-0000-7000-8000-000000000000'
const keyId = '0198c5a0-0000-7000-8000-0000000000aa'

interface EntryOptions {
  /** Batches whose histories run side by side. */
  readonly batches?: number
  /** Signed by a phone whose key is the first entry. */
  readonly signed?: boolean
  /** The type of the entry with this number. */
  readonly typeOf?: (index: number) => string
}

/** Makes the entries of a log one after another, as a server writes them. */
export async function* makeEntries(
  count: number,
  { batches = 7, signed = false, typeOf = () => 'care' }: EntryOptions = {},
): AsyncGenerator<Uint8Array> {
  const heads = new Map<string, { sequence: number; prev: string }>()
  const phone = signed ? await makePhone() : undefined
  if (phone) yield phone.entry
  for (let index = phone ? 1 : 0; index < count; index++) {
    const batchId = idOf(index % batches)
    const recorded = recordOf(index, typeOf(index), batchId)
    const event = phone ? await phone.sign(recorded, index) : recorded
    const { sequence, prev } = heads.get(batchId) ?? { sequence: 0, prev: null }
    const items = event.batches.map((item) => ({ ...item, sequence: sequence + 1, prev }))
    const bytes = canonicalBytes({ ...event, batches: items, recordedAt })
    heads.set(batchId, { sequence: sequence + 1, prev: toBase64Url(leafHash(bytes)) })
    yield bytes
  }
}

/** The id of a batch. */
export const idOf = (at: number): string => `0198c5a0-0000-7000-8000-${String(at).padStart(12, '0')}`

const recordOf = (index: number, type: string, batchId: string) => ({
  v: 1,
  id: `0198c5a0-1111-7000-8000-${String(index).padStart(12, '0')}`,
  type,
  organizationId,
  occurredAt: '2026-11-20T07:30:00.000Z',
  capturedAt: '2026-11-20T07:31:00.000Z',
  precision: 'minute',
  utcOffset: '+07:00',
  placeId: '0198c5a0-2222-7000-8000-000000000001',
  actorId: '0198c5a0-3333-7000-8000-000000000001',
  batches: [{ batchId, role: 'about', quantity: { value: `${index}.5`, unit: 'kg' } }],
  details: { kind: 'irrigation', note: 'Tưới nhỏ giọt luống 3' },
  evidence: [],
})

async function makePhone() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)))
  const subject = { kind: 'device_key', id: keyId, sequence: 1, prev: null }
  const version = { v: 1, id: keyId, type: 'device_key_version', organizationId, recordedAt, subject }
  return {
    entry: canonicalBytes({ ...version, data: { publicKey } }),
    sign: (record: ReturnType<typeof recordOf>, sequence: number) =>
      signEvent(pair.privateKey, { ...record, device: { keyId, sequence } }),
  }
}
