import { existsSync, readFileSync } from 'node:fs'
import { describe } from '@jest/globals'

/** What other people published to test such programs with; it stands beside the project, not in it. */
export const vectors = new URL('../../../../../shared/vectors/reliability/', import.meta.url)
export const present = existsSync(vectors)
if (!present) console.log('vectors absent: the suites that read them are skipped')

export const withVectors = present ? describe : describe.skip

export const readVector = (path: string): string => readFileSync(new URL(path, vectors), 'utf8')
