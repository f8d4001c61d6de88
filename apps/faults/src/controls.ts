import { findMistakes } from './find-mistakes.ts'
import type { History } from './history.ts'
import type { Acknowledged } from './write-load.ts'

/** What is wrong with a history, and what the oracle would not have seen. */
export const judge = async (history: History, acknowledged: readonly Acknowledged[]): Promise<string[]> => [
  ...(await findMistakes(history, acknowledged)),
  ...(await findBlind(history, acknowledged)),
]

/**
 * Shows that the oracle sees: without one acknowledged entry, with one twice, with two exchanged, and with a checkpoint that is of
 * another size it must say so.
 *
 * @returns which of these it did not see
 */
async function findBlind(history: History, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { entries, notes } = history
  const told = new Set(acknowledged.map(({ id }) => id))
  const isTold = (entry: Uint8Array) => told.has(JSON.parse(Buffer.from(entry).toString()).id)
  const place = entries.findLastIndex(isTold)
  const [before, last] = [entries[place - 1] as Uint8Array, entries[place] as Uint8Array]
  const forged = notes.map((note) =>
    note.replace(/^(.*\n)(\d+)\n/, (_all, name, size) => `${name}${Number(size) + 1}\n`),
  )
  const cases: readonly (readonly [name: string, seen: RegExp, wrong: History])[] = [
    ['an entry less', /^lost/, { ...history, entries: entries.toSpliced(place, 1) }],
    ['an entry twice', /^doubled/, { ...history, entries: [...entries, last] }],
    [
      'two entries exchanged',
      /over other entries/,
      { ...history, entries: entries.toSpliced(place - 1, 2, last, before) },
    ],
    ['another checkpoint', /does not verify/, { ...history, notes: forged }],
  ]
  const blind: string[] = []
  for (const [name, seen, wrong] of cases) {
    const mistakes = await findMistakes(wrong, acknowledged)
    if (!mistakes.some((mistake) => seen.test(mistake))) blind.push(`control: ${name} is not seen`)
  }
  return blind
}
