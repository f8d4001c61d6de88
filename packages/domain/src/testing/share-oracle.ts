import type { TraceEvent } from '../events.ts'
import type { GoodsChain } from './random-goods.ts'

/** An exact fraction. */
interface Ratio {
  readonly n: bigint
  readonly d: bigint
}
const ratio = (n: bigint, d = 1n): Ratio => {
  let [a, b] = [n < 0n ? -n : n, d]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? { n: 0n, d: 1n } : { n: n / a, d: d / a }
}
const add = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d)
const times = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d)
const over = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n)
const zero = ratio(0n)

type Answer = 'yes' | 'no' | 'unknown'
type Mix = Record<Answer, Ratio>
const answers: readonly Answer[] = ['yes', 'no', 'unknown']
const each = (make: (answer: Answer) => Ratio): Mix => ({
  yes: make('yes'),
  no: make('no'),
  unknown: make('unknown'),
})

/**
 * Shares by mass by pushing exact fractions through a chain of {@link GoodsChain}, moment by moment, to hold `shareOf` against.
 * Every moment of these chains belongs to one event, nothing is taken that is not there, and a box holds 2 kg.
 *
 * @returns the mixture of a batch of the farm, as it is or was last
 */
export function mixtureByHand(
  { events }: GoodsChain,
  asked: string,
  answerOf: (event: TraceEvent) => Answer,
): Mix {
  const amounts = new Map<string, Ratio>()
  const mixes = new Map<string, Mix>()
  const flowing = new Map<string, { weight: Ratio; mix: Mix }[]>()
  const undone = events.map((event) => event.corrects?.eventId)
  const moments = events
    .filter((event) => event.type !== 'correction' && !undone.includes(event.id))
    .flatMap((event) => [
      { time: event.occurredAt, act: () => takeAll(event) },
      { time: event.endedAt ?? `${event.occurredAt} after`, act: () => giveAll(event) },
    ])
    .sort((a, b) => (a.time < b.time ? -1 : 1))

  const put = (place: string, amount: Ratio, mix: Mix) => {
    const before = amounts.get(place) ?? zero
    const old = mixes.get(place) ?? mix
    const after = add(before, amount)
    amounts.set(place, after)
    mixes.set(
      place,
      each((answer) => over(add(times(before, old[answer]), times(amount, mix[answer])), after)),
    )
  }
  const weightOf = (quantity: { value: string; unit: string }) =>
    ratio(BigInt(quantity.value) * (quantity.unit === 'hộp' ? 2n : 1n))
  const isShops = (event: TraceEvent) => event.organizationId === 'shop'

  function takeAll(event: TraceEvent): void {
    const taken = []
    for (const { role, batchId, quantity } of event.batches) {
      if (role !== 'in' || !quantity) continue
      const place = isShops(event) ? `shop ${batchId}` : batchId
      const weight = weightOf(quantity)
      amounts.set(place, add(amounts.get(place) ?? zero, times(ratio(-1n), weight)))
      const mix = mixes.get(place)
      if (!mix) throw new Error(`nothing in ${place}`)
      taken.push({ weight, mix })
    }
    flowing.set(event.id, taken)
  }

  function giveAll(event: TraceEvent): void {
    if (event.type === 'receipt') {
      const { dispatchId, accepted } = event.details
      const item = event.batches[0]
      const sent = flowing.get(dispatchId)?.[0]
      if (accepted && item?.quantity && sent) put(`shop ${item.batchId}`, weightOf(item.quantity), sent.mix)
      return
    }
    const taken = flowing.get(event.id) ?? []
    for (const { role, batchId, quantity } of event.batches) {
      if (role !== 'out' || !quantity) continue
      const known = event.type === 'stock_count' ? mixes.get(batchId) : undefined
      put(batchId, weightOf(quantity), known ?? mixed(taken) ?? source(event))
    }
  }

  const source = (event: TraceEvent): Mix => each((answer) => (answerOf(event) === answer ? ratio(1n) : zero))

  function mixed(taken: readonly { weight: Ratio; mix: Mix }[]): Mix | undefined {
    if (taken.length === 0) return undefined
    const whole = taken.reduce((sum, { weight }) => add(sum, weight), zero)
    return each((answer) =>
      over(
        taken.reduce((sum, { weight, mix }) => add(sum, times(weight, mix[answer])), zero),
        whole,
      ),
    )
  }

  for (const { act } of moments) act()
  return mixes.get(asked) ?? each((answer) => (answer === 'unknown' ? ratio(1n) : zero))
}

/** The fraction in millionths of a millionth, rounded down: `answers` of a mixture within 1 of what an exact text says. */
export const trillionthsOf = (mix: Mix): bigint[] =>
  answers.map((answer) => (mix[answer].n * 10n ** 12n) / mix[answer].d)
