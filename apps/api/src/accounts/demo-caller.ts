import { DomainError, Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { CallerOf } from '../http.ts'
import { listPresent } from '../subjects/subject-store.ts'
import { anonymous } from './caller.ts'

/** The header in which the demo's pages say whom they play. Read in the demo only. */
export const demoHeader = 'x-nguon-demo'

/** Everyone is a stranger until people can sign in. */
export const strangersOnly: CallerOf = () => anonymous

/** In the demo: staff of the sample organization that the header names, or the inspector; whoever names nobody is a stranger. */
export function demoCallers(db: DataSource): CallerOf {
  return async (req) => {
    const says = req.headers[demoHeader]
    if (says === undefined) return anonymous
    const organizations = await listPresent(db.manager, 'organization')
    if (says === 'inspector') {
      const inspectorate = organizations.find(({ data }) => data.kind === 'inspectorate')
      return { kind: 'inspector', organizationId: inspectorate?.id }
    }
    const [kind, id] = String(says).split(':')
    const own = Id.safeParse(id)
    const known = kind === 'organization' && own.success && organizations.some((each) => each.id === own.data)
    if (!known || !own.success) throw new DomainError('UNAUTHENTICATED', 'no such sample organization')
    return { kind: 'staff', organizationId: own.data }
  }
}
