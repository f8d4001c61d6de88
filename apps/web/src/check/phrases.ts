import type { checkTexts } from '@nguon/locale'
import type { Outcome } from './run-check.ts'

/** What the page gives its script to say: a phrase each, with `{count}`, `{time}` and `{key}` to be filled in. */
export type Phrases = ReturnType<typeof checkTexts>

/** An outcome in words. */
export function wordsOf(
  outcome: Outcome,
  phrases: Phrases,
  lang: string,
): { title: string; lines: string[] } {
  if (outcome.kind === 'unchecked')
    return { title: phrases.unchecked, lines: [phrases[outcome.obstacle], phrases.saysNothing] }
  if (outcome.kind === 'mismatch')
    return { title: phrases.mismatch, lines: [phrases[outcome.contradiction], phrases.whatToDo] }
  const { checked, before, key, isKept } = outcome
  const { records, unsealed, newer, revoked, known, isWhole } = checked
  const locale = lang === 'vi' ? 'vi-VN' : 'en-GB'
  const counted = (phrase: string, count: number) =>
    count > 0 && fill(phrase, { count: count.toLocaleString(locale) })
  const at = before?.at ?? ''
  const time = new Date(at).toLocaleString(locale, inFull)
  const since = before?.note !== undefined && known > 0 && counted(fill(phrases.since, { time }), known)
  const lines = [
    counted(phrases.sealed, records - unsealed),
    since || (isKept ? phrases.first : phrases.forgets),
    counted(phrases.waiting, unsealed),
    counted(phrases.newerRecords, newer),
    counted(phrases.lockedPhone, revoked),
    !isWhole && phrases.ownOnly,
    fill(phrases.keyOfLog, { key }),
  ]
  return { title: phrases.checked, lines: lines.filter((line) => line !== false) }
}

const inFull = {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const

const fill = (phrase: string, values: Record<string, string>): string =>
  phrase.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank)
