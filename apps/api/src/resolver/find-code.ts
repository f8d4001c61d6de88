import { DomainError, type Id } from '@nguon/domain'
import { type Address, parsePath } from '@nguon/gs1'
import type { CodeState } from '@nguon/web/public'
import type { EntityManager } from 'typeorm'
import { findLabel, findOwnLabel } from '../labels/find-label.ts'

/** What a code stands for before the state of its batch is asked. */
export interface FoundCode {
  readonly level: 'batch' | 'package'
  /** As people compare it with the label. */
  readonly code: string
  /** Of a package: what its scans are kept under. */
  readonly scanCode?: string
  /** The batch of the code; of a label that is not activated the one whose lot the address names. */
  readonly batchId: Id | undefined
  /** Whose label it is; undefined for the code of a batch. */
  readonly organizationId: Id | undefined
  readonly labelState: Extract<CodeState, 'voided' | 'not_activated'> | undefined
}

/**
 * The batch or label that a printed path names.
 *
 * @param key made the serials that nobody can guess
 * @throws {DomainError} `CODE_MALFORMED` when it is no code of ours, `CODE_UNKNOWN` when it is well formed and nobody printed it
 */
export async function findCode(tx: EntityManager, key: Buffer, rawPath: string): Promise<FoundCode> {
  const address = parsePath(rawPath)
  if (!address) throw new DomainError('CODE_MALFORMED', 'not a code that we could have printed')
  const found =
    address.kind === 'package' ? await findPackage(tx, key, address) : await findBatchCode(tx, key, address)
  if (!found) throw new DomainError('CODE_UNKNOWN', `no code ${codeOf(address)}`)
  return found
}

/** The part of an address that people read. */
const codeOf = (address: Address): string =>
  address.kind === 'own' ? address.code : address.kind === 'batch' ? address.lot : address.serial

async function findPackage(
  tx: EntityManager,
  key: Buffer,
  address: Extract<Address, { kind: 'package' }>,
): Promise<FoundCode | undefined> {
  const label = await findLabel(tx, key, address.gtin, address.serial)
  if (!label) return undefined
  const { organizationId } = label
  let { batchId } = label
  const labelState = label.voided ? 'voided' : batchId === undefined ? 'not_activated' : undefined
  if (address.lot !== undefined) {
    const named = await findBatchId(tx, `01/${address.gtin}/10/${address.lot}`)
    if (named === undefined || (batchId !== undefined && named !== batchId)) return undefined
    batchId = named
  }
  const scanCode = `01/${address.gtin}/21/${address.serial}`
  return { level: 'package', code: address.serial, scanCode, batchId, organizationId, labelState }
}

async function findBatchCode(
  tx: EntityManager,
  key: Buffer,
  address: Exclude<Address, { kind: 'package' }>,
): Promise<FoundCode | undefined> {
  const claimed = address.kind === 'own' ? `T/${address.code}` : `01/${address.gtin}/10/${address.lot}`
  const batchId = await findBatchId(tx, claimed)
  if (batchId === undefined) return address.kind === 'own' ? findOwnPackage(tx, key, address.code) : undefined
  return { level: 'batch', code: codeOf(address), batchId, organizationId: undefined, labelState: undefined }
}

/** A package of a product without a GTIN. */
async function findOwnPackage(tx: EntityManager, key: Buffer, code: string): Promise<FoundCode | undefined> {
  const label = await findOwnLabel(tx, key, code)
  if (!label) return undefined
  const { batchId, organizationId, voided } = label
  const labelState = voided ? 'voided' : batchId === undefined ? 'not_activated' : undefined
  return { level: 'package', code, scanCode: `T/${code}`, batchId, organizationId, labelState }
}

async function findBatchId(tx: EntityManager, code: string): Promise<Id | undefined> {
  const rows: { batch_id: Id }[] = await tx.query('SELECT batch_id FROM code WHERE code = $1', [code])
  return rows[0]?.batch_id
}
