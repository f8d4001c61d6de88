import type { RecordedEvent, SyncResult } from '@nguon/contract'
import { Problem } from '../problem.ts'
import type { Outbox, Unsent } from './outbox.ts'

/** How entries reach the server. */
export interface Sender {
  /** As the person who is signed in. @throws {Problem} when there is no answer, or the session has ended */
  asPerson(entry: Unsent): Promise<SyncResult>
  /** As a phone that was removed. @throws {Problem} when there is no answer; `UNAUTHENTICATED` while it is not removed */
  asDevice(entry: Unsent): Promise<SyncResult>
  /** Does what the refusal asks of the person, as to confirm who they are; says whether that was done. */
  mend(problem: Problem): Promise<boolean>
}

/** Whose queue it is, and what somebody waits for. */
export interface Turn {
  readonly personId: string
  /** The phone that the session runs on; entries of others go as removed phones. */
  readonly deviceId: string
  /** Sent even where another tab has sent it already, for its answer. */
  readonly own?: Unsent
}

/** What became of the queue. */
export interface Sent {
  /** The answer to the entry that somebody waits for; absent when there is none, or it went to the quarantine. */
  readonly own?: RecordedEvent | Problem | undefined
  /** How many went to the quarantine. */
  readonly quarantined: number
  /** Why sending stopped before the end. */
  readonly stopped?: Problem
}

/**
 * Sends what waits, one after the other and in order, and forgets what the server has answered. An entry that gets no answer stops
 * it: the rest waits too, under the same numbers. A refusal of what somebody waits for is told; any other is kept, to be shown.
 */
export async function sendQueue(outbox: Outbox, sender: Sender, turn: Turn): Promise<Sent> {
  const isOwn = (entry: Unsent) => entry.deviceId === turn.own?.deviceId && entry.number === turn.own.number
  let own: Sent['own']
  let quarantined = 0
  for (const entry of await queueOf(outbox, turn, isOwn)) {
    const answer = await sendOne(sender, entry, turn.deviceId, isOwn(entry))
    if (answer instanceof Problem && isNoAnswer(answer)) {
      // what a removed phone recorded holds up nothing
      if (answer.code === 'UNAUTHENTICATED' && entry.deviceId !== turn.deviceId) continue
      return { own: own ?? (turn.own && answer), quarantined, stopped: answer }
    }
    await settle(outbox, entry, answer, isOwn(entry))
    if (answer instanceof Problem) {
      if (isOwn(entry)) own = answer
    } else {
      if (answer.state === 'quarantined') quarantined += 1
      if (isOwn(entry)) own = answer.recorded
    }
  }
  return { own, quarantined }
}

async function queueOf(outbox: Outbox, { personId, own }: Turn, isOwn: (entry: Unsent) => boolean) {
  const waiting = (await outbox.list()).filter(
    (entry) => entry.personId === personId && (isOwn(entry) || !entry.refused),
  )
  return own && !waiting.some(isOwn) ? [...waiting, own] : waiting
}

/** The server could not be reached, is out of order or busy, or knows neither the session nor a removed phone. */
const isNoAnswer = ({ status, code }: Problem): boolean =>
  status === 0 || status >= 500 || status === 429 || code === 'UNAUTHENTICATED'

/** Refusals by the server as a whole, and those after which it knows nothing of the entry: it keeps its number here. */
const isUnnoted = ({ code }: Problem): boolean =>
  code === 'SIGNATURE_INVALID' || code === 'INVALID_REQUEST' || code === 'ENTRY_TOO_LARGE'

async function settle(
  outbox: Outbox,
  entry: Unsent,
  answer: SyncResult | Problem,
  isOwn: boolean,
): Promise<void> {
  if (!(answer instanceof Problem)) return outbox.remove(entry)
  if (answer.code === 'SIGNATURE_INVALID') return // as good as before: it is sent again the next time
  const { code, title } = answer
  // what was captured after the phone was removed stays here: another key may send it
  if (!isOwn || code === 'DEVICE_REVOKED') await outbox.change({ ...entry, refused: { code, title } })
  else if (!isUnnoted(answer)) await outbox.remove(entry)
}

async function sendOne(
  sender: Sender,
  entry: Unsent,
  deviceId: string,
  isOwn: boolean,
): Promise<SyncResult | Problem> {
  try {
    if (entry.deviceId !== deviceId) return answerOf(await sender.asDevice(entry))
    const answer = answerOf(await sender.asPerson(entry))
    const isMended = isOwn && answer instanceof Problem && (await sender.mend(answer))
    return isMended ? answerOf(await sender.asPerson(entry)) : answer
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code !== 'UNAUTHENTICATED' || entry.deviceId !== deviceId) return error
    return sender.asDevice(entry).then(answerOf, (also: unknown) => {
      if (also instanceof Problem) return also
      throw also
    })
  }
}

const answerOf = (result: SyncResult): SyncResult | Problem =>
  result.state === 'refused' && result.problem ? new Problem(result.problem) : result
