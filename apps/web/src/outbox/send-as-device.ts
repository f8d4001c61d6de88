import { api, Problem as ProblemAnswer, type SyncResult } from '@nguon/contract'
import { signBytes } from '@nguon/transparency'
import { noAnswer, notOurAnswer, Problem } from '../problem.ts'
import type { RetiredPhone, Unsent } from './outbox.ts'

/**
 * Hands in an entry of a phone that was removed: nobody is signed in, the key speaks for itself. It waits for the administrator.
 *
 * @throws {Problem} `UNAUTHENTICATED` while the phone is not removed
 */
export async function sendAsDevice(
  { deviceId, organizationId, keys }: RetiredPhone,
  { record }: Unsent,
): Promise<SyncResult> {
  const { path } = api.sync
  const at = Date.now()
  const text = `nguon-device\n${deviceId}\n${at}\nPOST ${path}`
  const signature = await signBytes(keys.privateKey, new TextEncoder().encode(text))
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'omit',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Device ${organizationId}.${deviceId}.${at}.${signature}`,
    },
    body: JSON.stringify({ entries: [record] }),
  }).catch(() => {
    throw noAnswer()
  })
  const answer: unknown = await response.json().catch(() => undefined)
  const parsed = api.sync.output.safeParse(answer)
  const [result] = parsed.success ? parsed.data.results : []
  if (response.ok && result) return result
  const problem = ProblemAnswer.safeParse(answer)
  throw problem.success ? new Problem(problem.data) : notOurAnswer(response.status)
}
