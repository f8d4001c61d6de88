import type pg from 'pg'
import { ask } from './ask.ts'
import { type Answer, assertSame, type Lineage } from './oracle.ts'
import { recursiveTrace } from './recursive-trace.ts'
import { seconds } from './report.ts'

/** A batch to trace, and what the answer must be. */
export interface Question {
  readonly start: string
  readonly direction: 'back' | 'forward'
  readonly expected: Lineage
}

/** Seconds that each trace took, over HTTP and as one recursive query. */
export interface Times {
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
}

/** Asks the product and the database, in turns; every answer is held against the oracle. */
export async function compareTraces(
  port: number,
  client: pg.Client,
  questions: readonly Question[],
): Promise<Times> {
  const ours: number[] = []
  const theirs: number[] = []
  const askProduct = async ({ start, direction, expected }: Question) => {
    const path = `/api/v1/batches/${start}/trace?direction=${direction}`
    let answer: Answer | undefined
    ours.push(
      await seconds(async () => {
        const { status, text } = await ask(port, path)
        if (status !== 200) throw new Error(`a trace answered ${status}: ${text}`)
        answer = JSON.parse(text)
      }),
    )
    if (answer) assertSame(answer, expected, 'the product')
  }
  const askDatabase = async ({ start, direction, expected }: Question) => {
    let answer: Answer | undefined
    theirs.push(
      await seconds(async () => {
        answer = await recursiveTrace(client, start, direction)
      }),
    )
    if (answer) assertSame(answer, expected, 'the recursive query')
  }
  for (const [place, question] of questions.entries()) {
    // whoever comes first brings the pages into memory for the other
    const inTurn = place % 2 ? [askProduct, askDatabase] : [askDatabase, askProduct]
    for (const each of inTurn) await each(question)
  }
  return { ours, theirs }
}
