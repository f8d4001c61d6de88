import { type AddCheckpoint, formatAddCheckpoint } from '@nguon/transparency'
import type { Witness } from './witness-list.ts'

/** What a witness said: its signature lines, unchecked, or the size of the checkpoint that it saw last. */
export type WitnessAnswer = { readonly lines: string } | { readonly size: number }

const timeoutMs = 10_000
const longestAnswer = 10_000

/**
 * Asks a witness for its cosignature (C2SP tlog-witness).
 *
 * @throws when it cannot be reached, refuses, or answers something else
 */
export async function askWitness(
  { url }: Witness,
  request: AddCheckpoint,
  stopping: AbortSignal,
): Promise<WitnessAnswer> {
  const answer = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: formatAddCheckpoint(request),
    redirect: 'error', // only where the operator says
    signal: AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]),
  })
  const text = await readText(answer)
  if (answer.status === 200) return { lines: text }
  if (answer.status !== 409) throw new Error(`answered ${answer.status}`)
  if (!/^(0|[1-9][0-9]{0,15})\n$/.test(text)) throw new Error('answered 409 without a size')
  return { size: Number(text) }
}

async function readText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > longestAnswer) throw new Error('answered too much')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
