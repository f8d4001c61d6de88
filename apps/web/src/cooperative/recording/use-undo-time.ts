import type { EventRecord } from '@nguon/contract'
import { useEffect, useRef, useState } from 'react'
import { holdBack, takeBack, undoMs } from '../../outbox/held-back.ts'
import { sendHeldBack } from '../../outbox/send-signed.ts'
import type { EventRequest } from './build-event.ts'

/** What may be done while something saved may still be taken back. */
export interface UndoTime {
  readonly takeBack: () => void
  readonly sendNow: () => void
}

interface Held {
  readonly requests: readonly EventRequest[]
  readonly eventIds: readonly string[]
}

interface Ends {
  /** Sends them and tells this page the answer. */
  readonly send: (requests: readonly EventRequest[]) => void
  /** The page was left: nobody is told here any more. */
  readonly onLeft: () => void
  /** They were sent after the page was left. */
  readonly onSent: () => void
}

/**
 * Holds what was saved back for a while before it is sent; at once when it is asked for, or when the page is hidden or left. Where the
 * browser can keep nothing it is sent at once too.
 */
export function useUndoTime({ send, onLeft, onSent }: Ends) {
  const [isHeld, setHeld] = useState(false)
  const [isKeeping, setKeeping] = useState(false)
  const held = useRef<Held>(undefined)
  const isLeft = useRef(false)
  /** Whoever comes first has it: the clock, the person, or the page that goes away. */
  const claim = () => {
    const mine = held.current
    held.current = undefined
    return mine
  }
  const sendNow = () => {
    const mine = claim()
    if (!mine) return
    setHeld(false)
    send(mine.requests)
  }
  const undo = async () => {
    const mine = claim()
    if (!mine) return
    const isBack = await takeBack(mine.eventIds)
    setHeld(false)
    if (!isBack) send(mine.requests)
  }
  const leave = () => {
    const mine = claim()
    if (!mine) return
    onLeft()
    void sendHeldBack(mine.eventIds).then(onSent)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock runs from when it was saved
  useEffect(() => {
    if (!isHeld) return
    const sendHidden = () => document.visibilityState === 'hidden' && sendNow()
    const timer = setTimeout(sendNow, undoMs)
    document.addEventListener('visibilitychange', sendHidden)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', sendHidden)
    }
  }, [isHeld])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page goes away
  useEffect(() => {
    isLeft.current = false
    return () => {
      isLeft.current = true
      leave()
    }
  }, [])

  return {
    isKeeping,
    undo: isHeld ? ({ takeBack: () => void undo(), sendNow } satisfies UndoTime) : undefined,
    /** @param records those of the requests that are not recorded yet */
    begin: async (requests: readonly EventRequest[], records: readonly EventRecord[]) => {
      setKeeping(true)
      const isKept = await holdBack(records).catch(() => false) // sending it tells what is wrong
      setKeeping(false)
      if (!isKept) return send(requests)
      held.current = { requests, eventIds: records.map(({ event }) => event.id) }
      if (isLeft.current) leave()
      else setHeld(true)
    },
  }
}
