import type { Seed } from './seed.ts'

/** How much is done: `ci` fits into the pipeline, `nightly` is the size of a night. */
type Size = 'ci' | 'nightly'

/** What a fault is run with. */
export interface Run {
  readonly size: Size
  /** A data folder that every fault copies. */
  readonly seed: Seed
  /** Whatever is left to chance follows from this number. */
  readonly random: number
}

/** What came of it. */
export interface Outcome {
  /** What happened, with its counts, in one line. */
  readonly said: string
  /** What should not be so; empty when all is well. A fault that did not happen, or a control that stayed green, is one. */
  readonly mistakes: readonly string[]
  /** Why it could not run here. */
  readonly notRun?: string
}

/** A way in which things go wrong, and what must hold then. */
export interface Fault {
  readonly name: string
  readonly title: string
  run(run: Run): Promise<Outcome>
}

/** A mistake unless `holds`. */
export const unless = (holds: boolean, mistake: string): string[] => (holds ? [] : [mistake])
