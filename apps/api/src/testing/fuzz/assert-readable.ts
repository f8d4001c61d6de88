import { expect } from '@jest/globals'
import { api } from '@nguon/contract'
import type { PersonKind } from '@nguon/domain'
import type { GivenPerson } from '../given-people.ts'
import { headersOf } from '../serve-test.ts'
import type { World } from './world.ts'

/** Every list of the contract: what is read without naming anything. */
const lists = Object.values(api).filter(
  ({ method, path, input }) => method === 'get' && !path.includes(':') && input.safeParse({}).success,
)

const kinds: readonly PersonKind[] = ['staff', 'admin', 'inspector', 'operator']

/** What was recorded can be read, whatever it holds: each list to its end by each kind of person, and the latest batches and entries. */
export async function assertReadable(world: World): Promise<void> {
  for (const kind of kinds) {
    const person = await world.newPerson(kind)
    for (const { path, who, input } of lists)
      if (who.includes(kind)) await readAll(world, person, path, 'after' in shapeOf(input))
  }
  const admin = await world.newPerson('admin')
  const batches = await read(world, admin, '/api/v1/batches?limit=100')
  for (const { id } of batches.items ?? []) {
    await read(world, admin, `/api/v1/batches/${id}`)
    await read(world, admin, `/api/v1/batches/${id}/chain`)
  }
  for (const { eventId } of (await read(world, admin, '/api/v1/events?limit=100')).items ?? [])
    await read(world, admin, `/api/v1/entries/${eventId}/private`)
}

const shapeOf = (input: unknown): object => (input as { shape?: object }).shape ?? {}

/** A list, page by page where it has pages. */
async function readAll(world: World, person: GivenPerson, path: string, isPaged: boolean): Promise<void> {
  let next: string | undefined
  do {
    const page = isPaged ? `?limit=200${next ? `&after=${next}` : ''}` : ''
    next = (await read(world, person, `${path}${page}`)).next
  } while (next !== undefined)
}

async function read({ port }: World, person: GivenPerson, path: string) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: headersOf(person) })
  const body: unknown = await answer.json()
  if (answer.status !== 200)
    expect([person.caller.kind, path, answer.status, body]).toEqual('what was recorded')
  return body as { items?: { id: string; eventId: string }[]; next?: string }
}
