import pg from 'pg'
import { placements } from '../db/distribute-tables.ts'

/** Notes every statement that this process sends to PostgreSQL from now on, once each. */
export function recordStatements(): ReadonlySet<string> {
  const sent = new Set<string>()
  const send = pg.Client.prototype.query as (...args: unknown[]) => unknown
  function record(this: pg.Client, ...args: unknown[]): unknown {
    const [statement] = args as [string | { text?: string }]
    const text = typeof statement === 'string' ? statement : statement.text
    for (const each of text?.split(';') ?? []) if (each.trim()) sent.add(each.replace(/\s+/g, ' ').trim())
    return send.apply(this, args)
  }
  pg.Client.prototype.query = record as typeof pg.Client.prototype.query
  return sent
}

/**
 * Why a cluster would refuse the statement, as far as its text tells; undefined when nothing is found. Only what was learnt on a
 * cluster or stands in its manual (docs/scale.md): that no rule is broken is no proof that it is taken.
 */
export function refusalOf(statement: string): string | undefined {
  for (const part of statement.split(/\bUNION ALL\b/)) {
    const split = tablesOf(part).filter(isSplit)
    if (split.length === 0) continue
    const refusal = rules.find(({ isBroken }) => isBroken(part, split))
    if (refusal) return refusal.name
  }
  return undefined
}

/** Those of these statements that a cluster would refuse, with why. */
export const refusedOf = (statements: Iterable<string>): string[] =>
  [...statements].flatMap((statement) => {
    const refusal = refusalOf(statement)
    return refusal === undefined ? [] : [`${refusal}: ${statement}`]
  })

type Rule = { readonly name: string; isBroken(part: string, split: readonly string[]): boolean }

const rules: readonly Rule[] = [
  {
    name: 'tables that are split by different columns',
    isBroken: (_part, split) => new Set(split.map(groupOf)).size > 1,
  },
  {
    name: 'a table of the coordinator beside one that is split',
    isBroken: (part) => tablesOf(part).some((table) => placements[table]?.as === 'kept'),
  },
  { name: 'a recursive query', isBroken: (part) => /\bWITH RECURSIVE\b/.test(part) },
  {
    name: 'rows of several machines locked in one statement',
    isBroken: (part, split) => /\bFOR (NO KEY )?UPDATE\b/.test(part) && !isOfOne(part, split),
  },
  {
    name: 'a subquery of a split table for each row of what is not split',
    isBroken: (part) => {
      const outer = outerOf(part)
      const from = tablesOf(outer.replace(/\bINTO \w+/, ''))
      const isRepeated = /\b(FROM|JOIN) unnest\b/.test(outer) || from.length > 0
      return (
        isRepeated &&
        !from.some(isSplit) &&
        [...part.matchAll(/\bFROM (\w+)/g)].some(([, name = '']) => isSplit(name))
      )
    },
  },
]

/** The tables of ours that follow FROM, JOIN, INTO and UPDATE. */
const tablesOf = (part: string): string[] =>
  [...part.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE) "?(\w+)/g)].flatMap(([, name = '']) =>
    placements[name] ? [name] : [],
  )

/** What lies together has one name. */
function groupOf(table: string): string {
  const placement = placements[table]
  return placement?.as === 'split' ? (placement.with ?? table) : table
}

/** Whether a value of the column that the tables are split by is given: then all of it is on one machine. */
const isOfOne = (part: string, split: readonly string[]): boolean =>
  split.some((table) => {
    const placement = placements[table]
    return (
      placement?.as === 'split' && new RegExp(`\\b${placement.by} = ([$']|ANY)`).exec(part)?.[1]?.length === 1
    )
  })

const isSplit = (table: string): boolean => placements[table]?.as === 'split'

/** The statement without what stands in brackets. */
function outerOf(part: string): string {
  const less = part.replace(/\([^()]*\)/g, ' ')
  return less === part ? part : outerOf(less)
}
