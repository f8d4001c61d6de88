import { randomInt } from 'node:crypto'
import type { LabelRunView } from '@nguon/contract'
import { DomainError, type Id, newId, runNumbers } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { appendVersion } from '../subjects/record-version.ts'
import { lockSubject } from '../subjects/subject-store.ts'
import { isFree } from './label-store.ts'
import { listRuns } from './run-store.ts'

/** What is asked of a new run. */
export interface IssueRequest {
  /** Made by who asks: asked again it changes nothing. */
  readonly id: Id
  readonly productId: Id
  readonly count: number
}

/**
 * Makes a run of labels whose serials nobody can guess: one row and one entry of the history, however many labels it has.
 *
 * @throws {DomainError} `NOT_FOUND` for another organization's product, `ID_REUSED`
 */
export function issueLabels(
  db: DataSource,
  caller: Caller,
  { id, productId, count }: IssueRequest,
  now: Date,
): Promise<LabelRunView> {
  const { organizationId } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    await lockSubject(tx, id)
    const [known] = await listRuns(tx, organizationId, { ids: [id] })
    if (known) return assertSame(known, productId, count)
    const [number, prefix] = [await freeNumber(tx), await freeName(tx, productId, now)]
    const data = {
      productId,
      prefix,
      first: 1,
      last: count,
      digits: String(count).length < 6 ? 6 : 7,
      number,
    }
    const version = {
      v: 1 as const,
      id: newId(),
      organizationId,
      subject: { kind: 'label_run' as const, id },
    }
    await appendVersion(tx, caller, { version: { ...version, capturedAt: now.toISOString(), data } }, {})
    const [made] = await listRuns(tx, organizationId, { ids: [id] })
    if (!made) throw new Error('a run that was made is there')
    return made
  })
}

function assertSame(run: LabelRunView, productId: Id, count: number): LabelRunView {
  if (run.productId === productId && run.last - run.first + 1 === count) return run
  throw new DomainError('ID_REUSED', 'the id was used for another run')
}

/** A number that no run has, at random: numbers in order would tell how many runs there are. */
async function freeNumber(tx: EntityManager): Promise<number> {
  for (;;) {
    const number = randomInt(runNumbers)
    if (await isFree(tx, number)) return number
  }
}

/** What people call the run: `D` and the day, with a letter from the second of a product on. */
async function freeName(tx: EntityManager, productId: Id, now: Date): Promise<string> {
  const day = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
  const rows: { prefix: string }[] = await tx.query(
    'SELECT prefix FROM label_run WHERE product_id = $1 AND prefix LIKE $2',
    [productId, `D${day}%`],
  )
  const taken = new Set(rows.map(({ prefix }) => prefix))
  for (let turn = 1; ; turn++) {
    const name = turn === 1 ? `D${day}` : `D${day}.${turn}`
    if (!taken.has(name)) return name
  }
}
