import { DomainError, type ErrorCode, type Violation } from '@nguon/domain'
import type * as z from 'zod'

/** What is wrong with a file so far; nothing is refused before all of it is known. */
export type Mistakes = Violation[]

/** One thing that is wrong. @param path where in the file: `events[12].inputs[0].ref` */
export const mistake = (
  path: string,
  message: string,
  code: ErrorCode = 'INVALID_REQUEST',
): Violation & { path: string } => ({ code, message, path })

/** Refuses the file when there are mistakes, naming all of them. */
export function assertNoMistakes(mistakes: Mistakes): void {
  const each = [...new Map(mistakes.map((one) => [`${one.path} ${one.message}`, one])).values()]
  const [first] = each
  if (!first) return
  const more = each.length > 1 ? ` (and ${each.length - 1} more)` : ''
  throw new DomainError('INVALID_REQUEST', `${first.path}: ${first.message}${more}`, each)
}

/** A path as people write it. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text ? `${text}.${String(key)}` : String(key)
  }, '')

/** What a schema found, each unknown key by its own path. */
export function mistakesOfIssues(issues: readonly z.core.$ZodIssue[], prefix: PropertyKey[] = []): Mistakes {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => mistake(pathText([...path, key]), 'unknown key'))
    return [mistake(pathText(path), issue.message)]
  })
}
