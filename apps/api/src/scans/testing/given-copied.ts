import { type Id, newId } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { keepScans } from '../keep-scans.ts'

/** A code of the organization that five devices have scanned: somebody should look at it. */
export async function givenCopied(db: DataSource, organizationId: Id): Promise<string> {
  const code = `T/${newId().replaceAll('-', '').slice(-16).toUpperCase()}`
  const at = new Date('2026-11-23T08:00:00.000Z')
  const scans = [1, 2, 3, 4, 5].map((device) => ({
    ...{ code, organizationId, at, agent: 'zalo android', device: Buffer.alloc(16, device) },
  }))
  await keepScans(db, scans, at)
  return code
}
