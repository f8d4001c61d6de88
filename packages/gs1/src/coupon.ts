/** Reads a coupon digit by digit. Every step answers whether the coupon may still be right. */
interface Reader {
  /** Takes one digit of these (a character class). */
  digit(of: string): string | undefined
  /** Takes a length, one digit of these, and as many digits as it says, `more` added; `none` means no digits. */
  sized(lengths: string, more: number, none?: string): string | undefined
  take(count: number): string | undefined
  peek(): string | undefined
}

function readerOf(text: string): Reader {
  let at = 0
  const take = (count: number): string | undefined => {
    const taken = text.slice(at, at + count)
    at += count
    return taken.length === count ? taken : undefined
  }
  const digit = (of: string): string | undefined => {
    const taken = take(1)
    return taken !== undefined && new RegExp(`[${of}]`).test(taken) ? taken : undefined
  }
  const sized = (lengths: string, more: number, none?: string): string | undefined => {
    const length = digit(lengths)
    if (length === undefined) return undefined
    return length === none ? '' : take(Number(length) + more)
  }
  return { digit, sized, take, peek: () => text[at] }
}

const requirement = (coupon: Reader): boolean =>
  coupon.sized('1-5', 0) !== undefined && coupon.digit('0-49') !== undefined && coupon.take(3) !== undefined

const furtherPurchase = (coupon: Reader): boolean =>
  requirement(coupon) && coupon.sized('0-69', 6, '9') !== undefined

/** The optional parts of a North American coupon by the digit that opens them, in the order they may come. */
const optionalParts: readonly (readonly [
  string,
  (coupon: Reader, isDay: (day: string) => boolean) => boolean,
])[] = [
  ['1', (coupon) => coupon.digit('0-3') !== undefined && furtherPurchase(coupon)],
  ['2', furtherPurchase],
  ['5', (coupon) => coupon.sized('0-9', 6) !== undefined],
  ['6', (coupon) => coupon.sized('1-7', 6) !== undefined],
  ['9', (coupon) => ['0-256', '0-2', '0-9', '01'].every((of) => coupon.digit(of) !== undefined)],
]

/** The days of a coupon, each optional: it ends (3) not before it starts (4). */
function daysAreRight(coupon: Reader, isDay: (day: string) => boolean): boolean {
  const days: string[] = []
  for (const opens of ['3', '4']) {
    if (coupon.peek() !== opens) continue
    coupon.take(1)
    const day = coupon.take(6)
    if (day === undefined || !isDay(day)) return false
    days.push(day)
  }
  const [end = '', start = ''] = days
  return start <= end || days.length < 2
}

/** Whether the digits are a coupon of AI 8110 (North American Coupon Application Guideline). */
export function isCoupon(text: string, isDay: (day: string) => boolean): boolean {
  if (!/^\d+$/.test(text)) return false
  const coupon = readerOf(text)
  const head =
    coupon.sized('0-6', 6) !== undefined &&
    coupon.take(6) !== undefined &&
    coupon.sized('1-5', 0) !== undefined &&
    requirement(coupon)
  if (!head) return false
  for (const [opens, isRight] of optionalParts) {
    if (opens === '5' && !daysAreRight(coupon, isDay)) return false
    if (coupon.peek() !== opens) continue
    coupon.take(1)
    if (!isRight(coupon, isDay)) return false
  }
  return coupon.peek() === undefined
}

/** Whether the digits are an offer of AI 8112: format, funder, offer code and serial, and nothing after it. */
export function isPositiveOffer(text: string): boolean {
  if (!/^\d+$/.test(text)) return false
  const offer = readerOf(text)
  return (
    offer.digit('01') !== undefined &&
    offer.sized('0-6', 6) !== undefined &&
    offer.take(6) !== undefined &&
    offer.sized('0-9', 6) !== undefined &&
    offer.peek() === undefined
  )
}
