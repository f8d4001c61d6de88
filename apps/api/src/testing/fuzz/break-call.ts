import fc from 'fast-check'
import { breakAt, breaking, type Json } from '../break-body.ts'
import { type Call, headersOfCall, pathOf, type Wire } from './call.ts'
import type { World } from './world.ts'

/** Puts the id of something that is the bystander's in the place of a text. */
const foreign = fc.record({ foreign: fc.nat(), at: fc.nat() })

/** What is done to a call before it is sent: it is broken at up to three places, and sometimes another sends it. */
export const damage = fc.record({
  breaks: fc.array(fc.oneof({ weight: 7, arbitrary: breaking }, { weight: 1, arbitrary: foreign }), {
    minLength: 0,
    maxLength: 3,
  }),
  by: fc.oneof(
    { weight: 6, arbitrary: fc.constant('the caller' as const) },
    { weight: 1, arbitrary: fc.constantFrom('nobody', 'a stranger', 'a colleague', 'an operator') },
  ),
})
export type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

/** The parameters of the path and the body, to be broken together. */
type Parts = { params?: Json; body?: Json }

const textsOf = (holder: Json): [Record<string, Json>, string][] => {
  if (typeof holder !== 'object' || holder === null) return []
  const own = holder as Record<string, Json>
  return Object.entries(own).flatMap(([key, value]) =>
    typeof value === 'string' ? [[own, key] as [Record<string, Json>, string]] : textsOf(value),
  )
}

/** Puts a text in the place of the `at`-th one, counted round and round; false where there is none. */
export function putText(parts: Parts, at: number, text: string): boolean {
  const places = textsOf(parts as Json)
  const [holder, key] = places[at % Math.max(1, places.length)] ?? []
  if (!holder || key === undefined) return false
  Object.defineProperty(holder, key, { value: text, enumerable: true, configurable: true, writable: true })
  return true
}

export const countTexts = (parts: Parts): number => textsOf(parts as Json).length

/** The call with this damage, as it goes over the wire. */
export async function damaged(world: World, path: string, call: Call, what: Damage): Promise<Wire> {
  const as = await senderOf(world, call, what.by)
  const { body } = call
  const whole = { ...call, as, ...(what.by === 'the caller' ? {} : { headers: fileType(call) }) }
  if (Buffer.isBuffer(body)) return wireOf(path, whole, { params: {}, body: breakBytes(body, what.breaks) })
  const parts: Parts = { params: call.params ?? {}, body }
  const { ids } = world.bystander
  for (const each of what.breaks)
    if (!('foreign' in each)) breakAt(parts as Json, each)
    else if (as?.caller.kind !== 'operator') putText(parts, each.at, ids[each.foreign % ids.length] ?? '')
  return signedWire(path, whole, parts)
}

/** The call with its signature, broken or not, as it goes over the wire. */
export async function signedWire(path: string, call: Call, { params, body }: Parts): Promise<Wire> {
  const signed = call.sign && body !== undefined ? await call.sign(body) : body
  return wireOf(path, call, { params, body: Buffer.from(JSON.stringify(signed) ?? '') })
}

/** Bytes in place of the body. */
export const wireOf = (
  path: string,
  call: Call,
  { params, body }: { params: Json | undefined; body: Buffer },
): Wire => ({ path: pathOf(path, params), headers: headersOfCall(call), body })

/** What a file says of itself goes with it, whoever sends it; the signature of a phone does not. */
const fileType = ({ headers }: Call): Record<string, string> =>
  headers?.['Content-Type'] ? { 'Content-Type': headers['Content-Type'] } : {}

/** Others come with a person of their own, whose account the call may end. */
async function senderOf(world: World, { as }: Call, by: Damage['by']): Promise<Call['as']> {
  if (by === 'the caller') return as
  if (by === 'nobody') return undefined
  if (by === 'an operator') return world.newPerson('operator')
  return by === 'a stranger' ? world.newPerson('admin', world.stranger.id) : world.newPerson('staff')
}

function breakBytes(whole: Buffer, breaks: Damage['breaks']): Buffer {
  return breaks.reduce((bytes, each) => {
    const at = each.at % Math.max(1, bytes.length)
    const put = 'value' in each ? Buffer.from(JSON.stringify(each.value) ?? '') : Buffer.alloc(0)
    return 'key' in each && each.key !== null
      ? bytes.subarray(0, at)
      : Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + 1)])
  }, whole)
}
