import { newAsker } from './asker.ts'
import { mayRead } from './canaries.ts'
import { linesOf, routeOf } from './lines-of.ts'
import { callerNames } from './matrix.ts'
import { requests, send } from './send.ts'
import type { World } from './world.ts'

/** What came of the calls of a row: each as the matrix has it, each as it was answered, and what somebody read that is not theirs. */
export interface Tried {
  readonly expected: string[]
  readonly got: string[]
  readonly leaks: string[]
}

/** Makes the call of a row as every caller about every target, each anew. */
export async function tryRow(world: World, row: string): Promise<Tried> {
  const tried: Tried = { expected: [], got: [], leaks: [] }
  const canaries = [...world.A.hidden, ...world.B.hidden]
  for (const [target, line] of linesOf(row))
    for (const [index, name] of callerNames.entries()) {
      const asker = await newAsker(world, name)
      const parts = await requests[row]?.(world, asker, target ?? 'own')
      const { outcome, text } = await send(world, row, asker, parts ?? {})
      const call = `${name}${target ? ` about ${target}` : ''}: `
      const leaked = canaries.filter((each) => text.includes(each.text) && !mayRead(name, routeOf(row), each))
      tried.expected.push(call + line[index])
      tried.got.push(call + outcome)
      tried.leaks.push(...leaked.map(({ kind, tenant }) => `${call}${kind} of ${tenant}`))
    }
  return tried
}
