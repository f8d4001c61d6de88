import { api } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { nameOf } from '../batches/list-batches.ts'
import { type Door, serve } from '../http.ts'
import { listPresent, readPresent } from '../subjects/subject-store.ts'

export function sessionRoutes(door: Door, db: DataSource, demo: boolean): void {
  serve(door, api.getSession, async (_input, caller) => {
    const id = 'organizationId' in caller ? caller.organizationId : undefined
    const organization = id && { id, name: nameOf((await readPresent(db.manager, [id])).get(id)) }
    return {
      kind: caller.kind,
      ...(organization ? { organization } : {}),
      ...(demo ? { demo: await sample(db) } : {}),
    }
  })
}

async function sample(db: DataSource): Promise<{ id: string; name: string; kind: string }[]> {
  const organizations = await listPresent(db.manager, 'organization')
  return organizations
    .filter(({ data }) => data.kind === 'cooperative')
    .map(({ id, data }) => ({ id, name: data.name, kind: data.kind }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}
