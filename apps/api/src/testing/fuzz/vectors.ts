import { existsSync, readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../../../../../../shared/vectors/reliability/', import.meta.url)
const [parsing, naughty] = [
  new URL('json-parsing/test_parsing/', folder),
  new URL('naughty-strings/blns.json', folder),
]

/** Whether the vectors of others are there; a checkout without them goes without. */
export const hasVectors = existsSync(parsing) && existsSync(naughty)
if (!hasVectors) console.log('vectors absent: the JSON parsing suite and the naughty strings are skipped')

/** Every file of the JSON parsing suite, as bytes: some are no text at all. */
export const parsingFiles: readonly Buffer[] = hasVectors
  ? readdirSync(parsing).map((name) => readFileSync(new URL(encodeURIComponent(name), parsing)))
  : []

export const naughtyStrings: readonly string[] = hasVectors ? JSON.parse(readFileSync(naughty, 'utf8')) : []
