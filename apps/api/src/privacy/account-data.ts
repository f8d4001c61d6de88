import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'

/**
 * What is kept about an account, inside its tenant: everything but what would open it to others (hashes, secrets, keys of
 * factors), and of what others did about it, not from where they did it.
 */
export async function readAccountData(
  tx: EntityManager,
  accountId: Id,
  organizationId: Id,
): Promise<Record<string, unknown>> {
  const of = (sql: string): Promise<object[]> => tx.query(sql, [accountId, organizationId])
  const [account] = await of(
    `SELECT account.id, account.organization_id AS "organizationId", account.kind, account.phone, account.area,
            person.name, person.added_at AS "joinedAt", person.added_by AS "addedBy", account.ended_at AS "endedAt"
     FROM account LEFT JOIN membership person ON person.account_id = account.id
     WHERE account.id = $1 AND account.organization_id = $2`,
  )
  return {
    account,
    factors: await of(
      `SELECT factor.id, factor.kind, factor.name, factor.added_at AS "addedAt", factor.last_used_at AS "lastUsedAt" FROM factor
       JOIN account ON account.id = factor.account_id
       WHERE account.id = $1 AND account.organization_id = $2 ORDER BY factor.id`,
    ),
    sessions: await of(
      `SELECT id, label, device_id AS "deviceId", created_at AS "createdAt", seen_at AS "seenAt", expires_at AS "expiresAt",
              ended_at AS "endedAt"
       FROM session WHERE account_id = $1 AND organization_id = $2 ORDER BY id`,
    ),
    ...(await readPhones(of)),
    invites: await of(
      `SELECT id, kind, name, created_at AS "createdAt", used_at AS "usedAt" FROM invite
       WHERE (used_by = $1 OR recovers = $1) AND organization_id = $2 ORDER BY id`,
    ),
    recalls: await of(
      `SELECT id, kind, state, proposed_at AS "proposedAt", decided_at AS "decidedAt" FROM recall
       WHERE (proposed_by = $1 OR decided_by = $1) AND organization_id = $2 ORDER BY id`,
    ),
    audit: await of(
      `SELECT id, at, action, account_id IS NOT DISTINCT FROM $1 AS "byYou", about,
              CASE WHEN account_id = $1 THEN label END AS label
       FROM audit WHERE (account_id = $1 OR position($1::text IN about) > 0) AND organization_id = $2 ORDER BY id`,
    ),
  }
}

async function readPhones(of: (sql: string) => Promise<object[]>): Promise<Record<string, object[]>> {
  return {
    devices: await of(
      `SELECT id, label, added_at AS "addedAt", revoked_at AS "revokedAt" FROM device
       WHERE account_id = $1 AND organization_id = $2 ORDER BY id`,
    ),
    deviceEntries: await of(
      `SELECT entry.device_id AS "deviceId", entry.sequence, entry.event_id AS "eventId", entry.state, entry.at
       FROM device_entry entry JOIN device ON device.id = entry.device_id
       WHERE device.account_id = $1 AND device.organization_id = $2 ORDER BY entry.device_id, entry.sequence`,
    ),
    quarantine: await of(
      `SELECT waiting.event_id AS "eventId", waiting.device_id AS "deviceId", waiting.sequence,
              waiting.received_at AS "receivedAt", waiting.decision, waiting.decided_at AS "decidedAt"
       FROM quarantine waiting JOIN device ON device.id = waiting.device_id
       WHERE device.account_id = $1 AND device.organization_id = $2 ORDER BY waiting.received_at`,
    ),
  }
}
