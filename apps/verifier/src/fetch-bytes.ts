import { Failure, unreachable } from './failure.ts'

const timeoutMs = 30_000

/**
 * What stands at an address; `undefined` when the server says that it is not there.
 *
 * @param most more bytes than this are not taken
 * @throws {Failure} 3 when the server cannot be reached, answers anything else, or sends too much
 */
export async function fetchBytes(url: string, most: number): Promise<Buffer | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    if (answer.status === 404 || answer.status === 410) {
      await answer.body?.cancel()
      return undefined
    }
    if (!answer.ok) throw unreachable(`${url} answered ${answer.status}.`)
    return await readAtMost(answer, most)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw unreachable(`${url} could not be reached: ${reasonOf(error)}.`)
  }
}

async function readAtMost(answer: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > most) throw unreachable(`${answer.url} sends more than ${most} bytes.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** What `fetch` hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? message
}
