import type { Worker } from 'node:worker_threads'
import type { Agreement } from './compare-views.ts'

/** What the words on the command line said. */
export interface Words {
  readonly names: readonly string[]
  readonly key: readonly string[]
  readonly log: readonly string[]
  readonly policy?: string
  readonly entry?: string
  readonly listen?: string
  readonly state?: string
  readonly treeOnly: boolean
}

/** Where a command speaks. */
export interface Io {
  /** Of what is under way; not part of the answer. */
  progress(text: string): void
  /** Something that has to be read. */
  warn(text: string): void
  readStdin(): Promise<string>
  /** Starts the program once more, as a thread that checks signatures; where there is none, they are checked without. */
  readonly startThread?: () => Worker
  /** Until the person ends the program. */
  stopped(): Promise<void>
}

/** A good answer: in sentences for people, and as data for `--json`. */
interface Answer {
  readonly text: string
  readonly data: object
}

/** One command. `names` are those of its arguments, the optional one in brackets. */
export interface Command {
  readonly usage: string
  readonly about: string
  /** How many names it takes, least and most. */
  readonly takes: readonly [number, number]
  run(words: Words, io: Io): Promise<Answer>
}

/** What a comparison says when all is well. */
export const agreementText = ({ origin, size, newest }: Agreement): string =>
  size === newest
    ? `${origin}: both show the same ${size} entries.`
    : `${origin}: both show one history. It had ${size} entries in one of them, and ${newest} in the other, which begins with the same ${size}.`
