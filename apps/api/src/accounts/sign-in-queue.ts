import { DomainError } from '@nguon/domain'

/** So many passwords are looked at at once: the work is the processor's and the memory's. */
const places = 4
/** So many may wait: of one network, where a training day has thirty phones behind one address, and in all. */
const mostOfNetwork = 50
const mostInAll = 200

/** A queue before what costs work that strangers may ask for. */
export interface SignInQueue {
  /** Runs `work` when there is a place. @throws {DomainError} `UNAVAILABLE` when too many wait already */
  inTurn<T>(network: string, work: () => Promise<T>): Promise<T>
}

export function createSignInQueue(): SignInQueue {
  const waitingOf = new Map<string, number>()
  const waiting: (() => void)[] = []
  let busy = 0

  const enter = async (): Promise<void> => {
    if (busy < places) busy++
    else await new Promise<void>((resolve) => waiting.push(resolve)) // the place is handed on, not freed
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
  return {
    async inTurn(network, work) {
      const ofNetwork = waitingOf.get(network) ?? 0
      if (ofNetwork >= mostOfNetwork || waiting.length >= mostInAll)
        throw new DomainError('UNAVAILABLE', 'too many sign-ins wait')
      waitingOf.set(network, ofNetwork + 1)
      try {
        await enter()
        try {
          return await work()
        } finally {
          leave()
        }
      } finally {
        const left = (waitingOf.get(network) ?? 1) - 1
        if (left > 0) waitingOf.set(network, left)
        else waitingOf.delete(network)
      }
    },
  }
}
