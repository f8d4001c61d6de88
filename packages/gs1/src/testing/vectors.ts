import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe } from '@jest/globals'

const folder = new URL('../../../../../shared/vectors/gs1/', import.meta.url)
const present = existsSync(folder)
if (!present) console.log('vectors absent: the suites that read them are skipped')

/** A suite that runs where the vectors stand. */
export const withVectors = present ? describe : describe.skip

/** The text of a file of the vectors; empty where there are none. */
export const readVector = (path: string): string =>
  present ? readFileSync(new URL(path, folder), 'utf8') : ''

/** A file of the vectors as JSON; an empty object where there are none. */
export const readJson = <T>(path: string): T => JSON.parse(readVector(path) || '{}') as T

/** Every part of a split set that stands there (`name.dev.json` and others of its shape). */
export const readSplit = <T>(name: string): T[] =>
  (present ? readdirSync(new URL('digital-link/split/', folder)) : [])
    .filter((file) => file.startsWith(`${name}.`))
    .map((file) => readJson<T>(`digital-link/split/${file}`))
