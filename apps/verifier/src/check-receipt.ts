import { existsSync, readFileSync } from 'node:fs'
import { LogError, leafHash, parseTlogProof, verifyTlogProof } from '@nguon/transparency'
import { misused, unverified } from './failure.ts'
import { readEntry } from './fsck.ts'
import { namedTrust, type TrustOptions } from './trust.ts'

interface ReceiptOptions extends TrustOptions {
  /** The file with the entry, where the receipt does not hold it. */
  readonly entry?: string | undefined
}

/** What a receipt proves. */
export interface Receipt {
  readonly origin: string
  readonly index: number
  readonly size: number
  readonly witnesses: readonly { readonly name: string; readonly at: string }[]
  /** Of the entry, which a person compares with what they were told; nothing of another program's entry. */
  readonly entry: Readonly<Record<string, unknown>>
}

/**
 * Checks a receipt: that the entry in it, or beside it, is in the log that its key or policy names. Needs no network.
 *
 * @throws {Failure} 1 when it is not
 */
export async function checkReceipt(path: string, options: ReceiptOptions): Promise<Receipt> {
  const policy = namedTrust(options)
  if (!policy) throw misused('Whose log it should be is not known: give --key or --policy.')
  try {
    const receipt = parseTlogProof(readText(path).toString())
    const given = options.entry === undefined ? undefined : readText(options.entry)
    const bytes = given ?? receipt.extra
    if (!bytes) throw misused('The receipt does not hold its entry: give the file with --entry.')
    const checkpoint = await verifyTlogProof(receipt, leafHash(bytes), policy)
    const witnesses = checkpoint.cosignatures.map(({ key, timeSeconds = 0 }) => ({
      name: key.name,
      at: new Date(timeSeconds * 1000).toISOString(),
    }))
    const { origin, size } = checkpoint
    return { origin, index: receipt.index, size, witnesses, entry: bodyOf(receipt.index, bytes) }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    throw unverified(`${path} does not prove that the entry is in the log: ${error.message}.`)
  }
}

function readText(path: string): Buffer {
  if (!existsSync(path)) throw misused(`There is no file ${path}.`)
  return readFileSync(path)
}

function bodyOf(index: number, bytes: Uint8Array): Receipt['entry'] {
  try {
    return readEntry(index, bytes).body
  } catch {
    return {}
  }
}
