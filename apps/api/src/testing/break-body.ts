import fc from 'fast-check'
import { naughtyStrings } from './fuzz/vectors.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const strings = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\u202e', 'é'.normalize('NFD'), 'x'.repeat(200), 'x'.repeat(2000)],
  ...[
    'x'.repeat(100_000),
    'ứ'.repeat(300_000),
    '🍵'.repeat(100),
    "'; DROP TABLE event; --",
    '%00',
    '../../etc/passwd',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'NaN',
    '-1',
    '1e400',
    '0x10',
    '999999999999',
  ],
  ...['0.000001', '999999999999.999999', '0', '-0', '01', '٣', 'tấn', 'tan', 'g', 'hộp'],
]
const times = ['0000', '0001', '1900', '1970', '2200', '2201', '9999', '+010000', '-000001'].flatMap(
  (year) => [
    ...[`${year}-01-01`, `${year}-12-31`, `${year}-01-01T00:00:00.000Z`, `${year}-12-31T23:59:59.999Z`],
  ],
)
const numbers = [
  0,
  -0,
  -1,
  0.1,
  1e308,
  -1e308,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  -(2 ** 31) - 1,
]
const nested = (depth: number): Json => (depth === 0 ? 1 : { event: [nested(depth - 1)] })
const shapes: Json[] = [
  ...[null, true, false, [], {}, [[]], [null], nested(500), Array.from({ length: 1001 }, () => 'x')],
  ...[
    JSON.parse('{"__proto__":{"v":1}}'),
    { length: 1 },
    { toString: 1 },
    { constructor: { prototype: {} } },
  ],
]
const badKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toJSON',
  'toString',
  'extra',
  '',
  '\0',
  'id',
  'importedAt',
  'marks',
]

/** What is put in place of a value; `undefined` takes it away. */
const bad = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', ...naughtyStrings) },
  { weight: 3, arbitrary: fc.constantFrom<Json>(...strings, ...numbers) },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...times) },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...shapes) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
)
/** One change to a body: see {@link breakAt}. */
export const breaking = fc.record({
  at: fc.nat(),
  value: bad,
  key: fc.option(fc.constantFrom(...badKeys), { freq: 5 }), // added to what is there, instead
  twice: fc.integer({ min: 0, max: 19 }), // 0: an item of a list stands twice, instead
})
type Breaking = typeof breaking extends fc.Arbitrary<infer T> ? T : never

/** Every place of a body that can be broken: who holds it and under which name. */
function placesOf(holder: Json): [Record<string, Json>, string][] {
  if (typeof holder !== 'object' || holder === null) return []
  const own = holder as Record<string, Json>
  return Object.keys(own).flatMap((key) => [
    [own, key] as [Record<string, Json>, string],
    ...placesOf(own[key] ?? null),
  ])
}

/** Changes the body at one place. The names `__proto__` are names like any other. */
export function breakAt(body: Json, { at, value, key, twice }: Breaking): void {
  const places = placesOf(body)
  const [holder, name] = places[at % Math.max(1, places.length)] ?? []
  if (!holder || name === undefined) return
  const put = (to: object, as: string) =>
    Object.defineProperty(to, as, {
      value: structuredClone(value),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  if (twice === 0 && Array.isArray(holder)) holder.push(structuredClone(holder[Number(name)] ?? null))
  else if (key !== null && !Array.isArray(holder)) put(holder, key)
  else if (value === undefined && !Array.isArray(holder)) delete holder[name]
  else put(holder, name)
}
