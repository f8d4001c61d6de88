/** The first 32 bits of the fractional part of `root`. */
const fraction = (root: number): number => (root - Math.floor(root)) * 2 ** 32

const primes: number[] = []
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)

/** FIPS 180-4, 4.2.2 and 5.3.3: from the cube roots of the first 64 primes and the square roots of the first 8. */
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)) | 0)

const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))

/**
 * SHA-256 of `bytes` (FIPS 180-4): 32 bytes. Runs everywhere, and is a quarter the size of a library's, which the check on a shopper's
 * phone notices; Node takes sha256-node.ts instead (package.json, `imports`).
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  const state = Int32Array.from(start)
  for (let at = 0; at < padded.length; at += 64) compress(state, view, at)
  const hash = new DataView(new ArrayBuffer(32))
  for (const [at, word] of state.entries()) hash.setInt32(at * 4, word)
  return new Uint8Array(hash.buffer)
}

/** FIPS 180-4, 6.2.2, for one block of 64 bytes. Every index is within its array. */
function compress(state: Int32Array, view: DataView, from: number): void {
  const words = new Int32Array(64)
  for (let at = 0; at < 64; at++) words[at] = at < 16 ? view.getInt32(from + at * 4) : scheduled(words, at)
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let at = 0; at < 64; at++) {
    const one = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const first = (h + one + ((e & f) ^ (~e & g)) + (constants[at] as number) + (words[at] as number)) | 0
    const zero = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const second = (zero + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] as number) + word
}

function scheduled(words: Int32Array, at: number): number {
  const [before, early] = [words[at - 2] as number, words[at - 15] as number]
  const one = turn(before, 17) ^ turn(before, 19) ^ (before >>> 10)
  const zero = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
  return (one + (words[at - 7] as number) + zero + (words[at - 16] as number)) | 0
}
