import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { countTexts, putText, signedWire, wireOf } from './testing/fuzz/break-call.ts'
import { type Call, type Maker, post } from './testing/fuzz/call.ts'
import { routes } from './testing/fuzz/routes.ts'
import { startWorld, type World } from './testing/fuzz/world.ts'

/** Where this process has connected to, or tried to: hosts with ports, and paths of sockets. */
const reached = new Set<string>()
const connect = Socket.prototype.connect
let world: World
let bait: Server
let visits = 0
beforeAll(async () => {
  bait = createServer((req, res) => {
    visits += 1
    if (req.url === '/found') return res.end('found')
    return res.writeHead(302, { Location: '/found' }).end()
  }).listen(0, '127.0.0.1')
  await once(bait, 'listening')
  world = await startWorld()
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    reached.add(targetOf(given))
    return Reflect.apply(connect, this, given)
  } as typeof connect
}, 60_000)
afterAll(async () => {
  Socket.prototype.connect = connect
  bait.close()
  await world.stop()
})

interface Target {
  readonly path?: string
  readonly host?: string
  readonly port?: number
}

/** `net.connect` hands its arguments on as a list in a list. */
function targetOf(given: unknown): string {
  const [first, second] = (Array.isArray(given) ? given.flat() : [given]) as [unknown, unknown]
  if (typeof first !== 'object' || first === null) return `${String(second)}:${String(first)}`
  const { path, host, port } = first as Target
  return port === undefined ? (path ?? 'nowhere') : `${host ?? 'localhost'}:${port}`
}

const baitUrl = () => `http://127.0.0.1:${(bait.address() as AddressInfo).port}/go`

/** Addresses that a server which followed them would reach its own network by. */
const addresses = () => [
  ...[baitUrl(), 'http://169.254.169.254/latest/meta-data/', 'http://[::1]/', 'http://2130706433/'],
  ...['file:///etc/passwd', 'gopher://127.0.0.1:6379/_x', '//evil.example/x', 'https://evil.example/go'],
]

/** The call with an address in place of the text at this place; a file's bytes become the address. */
async function sendAddress(path: string, make: Maker, at: number, address: string): Promise<number> {
  const call = await make(world)
  const { body } = call
  if (Buffer.isBuffer(body)) await post(world, wireOf(path, call, { params: {}, body: Buffer.from(address) }))
  else {
    const parts = partsOf(call)
    putText(parts, at, address)
    await post(world, await signedWire(path, call, parts))
  }
  return Buffer.isBuffer(body) ? 1 : countTexts(partsOf(call))
}

const partsOf = ({ params = {}, body }: Call) => structuredClone({ params, body: body as never })

test('the server connects to its database and to nothing else, whatever address stands in a call, and so follows none from there (V1.3.6, V13.2.4, V13.2.5, V15.3.2)', async () => {
  for (const { path, makers } of routes)
    for (const make of makers) {
      const places = await sendAddress(path, make, 0, baitUrl())
      for (let at = 1; at < Math.max(places, addresses().length); at += 1)
        await sendAddress(path, make, at, addresses()[at % addresses().length] ?? '')
    }
  const own = new Set([`127.0.0.1:${world.port}`, databaseOf(world)])
  expect([...reached].filter((target) => !own.has(target))).toEqual([])
  expect(reached.has(`127.0.0.1:${world.port}`)).toBe(true)
  expect(visits).toBe(0)
}, 300_000)

test('this would be seen: a connection of the server that goes elsewhere', async () => {
  expect(await (await fetch(baitUrl())).text()).toBe('found')
  expect([...reached].some((target) => target.endsWith(`:${(bait.address() as AddressInfo).port}`))).toBe(
    true,
  )
  expect(visits).toBe(2)
})

/** Where the database of the world is. */
const databaseOf = ({ database }: World): string => {
  const { hostname, port } = new URL(String(database.owner.connectionString))
  return `${hostname}:${port}`
}
