import { Id, Sha256Hex } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint, fileEndpoint } from './endpoint.ts'

/** Whoever may see a page may check it. */
const everyone: readonly Access[] = ['anonymous', 'pending', 'staff', 'admin', 'inspector', 'operator']

/** A size of the tree: as many as a JavaScript number counts, in a query in its one decimal spelling. */
const Decimal = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,15})$/)
  .transform(Number)
const Count = z.union([z.int(), Decimal]).pipe(z.int().nonnegative())
const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/)
const Proof = z.array(Base64)

/** The path of a printed code, encoded as one part of a path: `T%2F7K3M9QXA0110`, `01%2F{gtin}%2F10%2F{lot}`. */
const PrintedPath = z.string().min(1).max(300)

/** An entry as it was hashed. `index` and `proof` are there once it is sealed in the checkpoint beside it. */
export const LoggedEntry = z.object({
  id: Id,
  entry: Base64,
  index: z.int().nonnegative().optional(),
  proof: Proof.optional(),
})
export type LoggedEntry = z.infer<typeof LoggedEntry>

/** All that somebody needs to check the history of a code without trusting the server. */
export const LoggedTrace = z.object({
  /** The batch that the code stands for. */
  batchId: Id,
  /** The batch and all that went into it; only the batch itself when that is more than a phone checks. */
  batchIds: z.array(Id),
  isWhole: z.boolean(),
  /** The signed note of the checkpoint that the proofs lead to. */
  checkpoint: z.string(),
  /** The whole history of these batches, each entry once, in the order in which they were recorded. */
  entries: z.array(LoggedEntry),
  /** The whole histories of the keys of the phones that signed them. */
  keys: z.array(LoggedEntry),
})
export type LoggedTrace = z.infer<typeof LoggedTrace>

export const logApi = {
  proveInclusion: endpoint({
    method: 'get',
    path: '/api/v1/log/inclusion',
    summary: 'The proof that an entry is in the log of `size` entries; `leaf` is its leaf hash',
    tag: 'Log',
    who: everyone,
    input: z.strictObject({ leaf: Sha256Hex, size: Count }),
    output: z.object({ index: z.int(), size: z.int(), proof: Proof }),
  }),
  proveConsistency: endpoint({
    method: 'get',
    path: '/api/v1/log/consistency',
    summary: 'The proof that the log of `to` entries begins with the log of `from`',
    tag: 'Log',
    who: everyone,
    input: z.strictObject({ from: Count, to: Count }),
    output: z.object({ from: z.int(), to: z.int(), proof: Proof }),
  }),
  getLoggedTrace: endpoint({
    method: 'get',
    path: '/api/v1/trace/:code',
    summary: 'The history of a printed code as it was hashed, with the proofs that it is in the log',
    tag: 'Log',
    who: everyone,
    input: z.strictObject({ code: PrintedPath }),
    output: LoggedTrace,
  }),
}

export const logFiles = {
  getReceipt: fileEndpoint({
    method: 'get',
    path: '/api/v1/events/:id/receipt',
    summary:
      'That an entry is in the log, to keep and to check without a network (C2SP tlog-proof, with the entry in it)',
    tag: 'Log',
    who: everyone,
    input: z.strictObject({ id: Id }),
    mime: ['text/plain'],
  }),
}
