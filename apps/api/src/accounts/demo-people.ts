import { randomInt } from 'node:crypto'
import { type AreaUnit, newId, type PersonKind, platformId } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { enterTenant } from '../db/with-tenant.ts'
import { revokeDevicesOf } from '../devices/revoke-device.ts'
import { listPresent } from '../subjects/subject-store.ts'
import { endAccount, findAccountByPhone, insertAccount, updateCredentials } from './account-store.ts'
import { deleteFactors, insertTotp } from './factor-store.ts'
import { inviteLink } from './invite-link.ts'
import { insertInvite, listInvites, revokeInvite } from './invite-store.ts'
import { hashPassword } from './password.ts'
import { sealSecret } from './seal-secret.ts'
import { endSessions } from './session-store.ts'
import { newTotpSecret } from './totp.ts'

/** Thái Nguyên since Bắc Kạn became part of it, and Bắc Kạn before. */
const sampleArea: readonly AreaUnit[] = [
  { level: 'province', code: '19', validFrom: '2025-07-01' },
  { level: 'province', code: '06', validFrom: '2008-08-01', validTo: '2025-06-30' },
]

/** How the demo's phone numbers begin: nobody joins with such a number, so they are in no other database. */
const demoPhones = '00000000'

/** Whether this database is a demo's. */
export async function hasDemoPeople(db: DataSource): Promise<boolean> {
  const rows: unknown[] = await db.query(
    'SELECT FROM account WHERE phone LIKE $1 AND ended_at IS NULL LIMIT 1',
    [`${demoPhones}%`],
  )
  return rows.length > 0
}

/**
 * Where the database was a demo's: ends every account, session and invite in it. A terminal once showed how to become anyone
 * there, the operator too, so a server that is no demo trusts none of them.
 */
export async function endDemo(db: DataSource): Promise<void> {
  if (!(await hasDemoPeople(db))) return
  await db.transaction(async (tx) => {
    const now = new Date()
    const rows: { id: string; organizationId: string }[] = await tx.query(
      'SELECT id, organization_id AS "organizationId" FROM account WHERE ended_at IS NULL',
    )
    for (const account of rows) {
      await enterTenant(tx, account)
      await endAccount(tx, account.id, now)
      await endSessions(tx, account.id, { now })
      await revokeDevicesOf(tx, account, now)
    }
    for (const organizationId of new Set(rows.map((row) => row.organizationId))) {
      await enterTenant(tx, { organizationId })
      for (const { id } of await listInvites(tx, organizationId)) await revokeInvite(tx, id, now)
    }
  })
}

interface DemoPerson {
  readonly what: string
  readonly organizationId: string
  readonly kind: PersonKind
  readonly name: string
  readonly phone: string
}

/**
 * The demo's people, of its three kinds: an inspector, the operator, and staff and an admin of each sample cooperative. Each start
 * gives them new passwords and invites, and answers the lines that say so; nothing of it is in the program.
 */
export function createDemoPeople(
  db: DataSource,
  { publicUrl, secretKey }: { publicUrl: string; secretKey: Buffer },
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const people = await demoPeople(tx)
    const lines = ['', 'sign in at', `  ${publicUrl}/app`]
    for (const person of people) lines.push(...(await givePerson(tx, person, secretKey)))
    lines.push(
      '  codes of the authenticator app: npm run nguon -- totp KEY',
      '',
      'or join by an invite, once:',
    )
    for (const { organizationId, kind, what } of people)
      lines.push(`  ${what.padEnd(38)}${await giveInvite(tx, publicUrl, organizationId, kind)}`)
    return lines
  })
}

async function demoPeople(tx: EntityManager): Promise<DemoPerson[]> {
  const organizations = await listPresent(tx, 'organization')
  const cooperatives = organizations
    .filter(({ data }) => data.kind === 'cooperative')
    .sort((a, b) => a.data.name.localeCompare(b.data.name, 'vi'))
  const inspectorate = organizations.find(({ data }) => data.kind === 'inspectorate')
  let number = 0
  const person = (what: string, organizationId: string, kind: PersonKind, name: string): DemoPerson => ({
    ...{ what, organizationId, kind, name },
    phone: `${demoPhones}${String(++number).padStart(2, '0')}`,
  })
  return [
    ...cooperatives.flatMap(({ id, data }) => [
      person(`staff, ${data.name}`, id, 'staff', 'Nhân viên mẫu'),
      person(`admin, ${data.name}`, id, 'admin', 'Quản lý mẫu'),
    ]),
    ...(inspectorate ? [person('inspector', inspectorate.id, 'inspector', 'Cán bộ kiểm tra mẫu')] : []),
    person('operator', platformId, 'operator', 'Vận hành mẫu'),
  ]
}

/** The account with a new password, and a new key of the authenticator app where one is asked for. */
async function givePerson(tx: EntityManager, person: DemoPerson, secretKey: Buffer): Promise<string[]> {
  const { what, organizationId, kind, name, phone } = person
  const now = new Date()
  await enterTenant(tx, { organizationId })
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  const existing = await findAccountByPhone(tx, phone)
  const id = existing?.id ?? newId()
  if (existing) await updateCredentials(tx, id, { passwordHash })
  else {
    const area = kind === 'inspector' ? [...sampleArea] : []
    await insertAccount(tx, {
      id,
      organizationId,
      kind,
      phone,
      passwordHash,
      area,
      name,
      addedBy: undefined,
      now,
    })
  }
  await endSessions(tx, id, { now })
  await deleteFactors(tx, id)
  const line = `  ${what.padEnd(38)}${phone}  ${password}`
  if (kind === 'staff') return [line]
  const secret = newTotpSecret()
  await insertTotp(tx, id, { secret: sealSecret(secretKey, secret), step: 0 }, now)
  return [`${line}  authenticator key ${secret}`]
}

async function giveInvite(
  tx: EntityManager,
  publicUrl: string,
  organizationId: string,
  kind: PersonKind,
): Promise<string> {
  await enterTenant(tx, { organizationId })
  const now = new Date()
  for (const before of await listInvites(tx, organizationId))
    if (before.createdBy === null && before.kind === kind) await revokeInvite(tx, before.id, now)
  const area = kind === 'inspector' ? sampleArea : undefined
  const invite = { organizationId, kind, area, awaitsApproval: false }
  const nobody = { name: undefined, recovers: undefined, createdBy: undefined }
  const { secret } = await insertInvite(tx, { ...invite, ...nobody }, now)
  return inviteLink(publicUrl, organizationId, secret)
}

const words = 'lua ngo che nghe hong mien dong gao nep bi xanh suoi nui mua nang vuon doi rung ong mat'.split(
  ' ',
)

/** Four words and a number: easy to type from a terminal, new at every start. */
const newPassword = (): string =>
  [...Array.from({ length: 4 }, () => words[randomInt(words.length)]), String(randomInt(1000, 10_000))].join(
    '-',
  )
