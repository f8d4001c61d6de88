import { requestsPerSecond } from './load.ts'
import { median, report } from './report.ts'
import { type Demo, signInStaff } from './server.ts'

const clients = 4
const signIns = 60
const roundMs = 3000
const rounds = 3

/** Signing in with a password, and what a session costs a read. */
export async function benchSignIn(demo: Demo): Promise<void> {
  await signInStaff(demo)
  const tookMs: number[] = []
  const client = async () => {
    for (let count = 0; count < signIns; count++) {
      const began = performance.now()
      await signInStaff(demo)
      tookMs.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const p95 = tookMs.sort((a, b) => a - b)[Math.floor(tookMs.length * 0.95)] ?? Number.NaN
  const limit = { name: 'target', value: 250 }
  report({ name: 'sign-in p95, 4 clients', value: p95, unit: 'ms', baseline: limit, target: '≤ 1' })
  await benchSession(demo)
}

/** The same read of a batch's trace, by somebody who is signed in and by a stranger. */
async function benchSession(demo: Demo): Promise<void> {
  const cookie = await signInStaff(demo)
  const host = `Host: localhost:${demo.port}\r\n`
  const list = await fetch(`http://127.0.0.1:${demo.port}/api/v1/batches?limit=1`, { headers: { cookie } })
  const { items } = (await list.json()) as { items: { id: string }[] }
  const line = `GET /api/v1/batches/${items[0]?.id}/trace?direction=back HTTP/1.1\r\n${host}`
  const measure = (request: string, ms: number) => requestsPerSecond(demo.port, 32, ms, () => request)
  const [signedIn, stranger] = [`${line}Cookie: ${cookie}\r\n\r\n`, `${line}\r\n`]
  const ours: number[] = []
  const bare: number[] = []
  for (const request of [signedIn, stranger]) await measure(request, 1000)
  for (let round = 0; round < rounds; round++) {
    ours.push(await measure(signedIn, roundMs))
    bare.push(await measure(stranger, roundMs))
  }
  const baseline = { name: 'the same read without a session check', value: median(bare) }
  report({ name: 'signed-in read', value: median(ours), unit: 'requests/s', baseline, target: '≥ 0.7' })
}
