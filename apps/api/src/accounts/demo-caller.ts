import { DomainError } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { CallerOf } from '../http.ts'
import { listPresent } from '../subjects/subject-store.ts'
import { anonymous, type Caller } from './caller.ts'

/** The header in which the demo's pages say whom they play. Read in the demo only. */
const demoHeader = 'x-nguon-demo'

/** Everyone is a stranger until people can sign in. */
export const strangersOnly: CallerOf = () => anonymous

/** In the demo: staff of the sample organization that the header names, or the inspector; whoever names nobody is a stranger. */
export function demoCallers(db: DataSource): CallerOf {
  const callers = new Map<string, Caller>() // an organization never goes away
  return async (req) => {
    const says = req.headers[demoHeader]
    if (says === undefined) return anonymous
    const caller = callers.get(String(says)) ?? (await findCaller(db, String(says)))
    if (!caller) throw new DomainError('UNAUTHENTICATED', 'no such sample organization')
    callers.set(String(says), caller)
    return caller
  }
}

async function findCaller(db: DataSource, says: string): Promise<Caller | undefined> {
  const organizations = await listPresent(db.manager, 'organization')
  if (says === 'inspector') {
    const inspectorate = organizations.find(({ data }) => data.kind === 'inspectorate')
    return { kind: 'inspector', organizationId: inspectorate?.id }
  }
  const [, id] = /^organization:(.+)$/.exec(says) ?? []
  const own = organizations.find((each) => each.id === id)
  return own && { kind: 'staff', organizationId: own.id }
}
