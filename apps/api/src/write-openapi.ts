import { readFile, writeFile } from 'node:fs/promises'
import { openApiDocument } from '@nguon/contract/openapi'

/** Writes docs/openapi.json; with `--check` fails when the file is not what the contract says. */
const file = new URL('../../../docs/openapi.json', import.meta.url)
const { paths = {}, ...rest } = openApiDocument('/')
// a call a line: small, and a change shows which calls it changes
const calls = Object.entries(paths).map(([path, call]) => `${JSON.stringify(path)}: ${JSON.stringify(call)}`)
const text = `${JSON.stringify(rest).slice(0, -1)},"paths":{\n${calls.join(',\n')}\n}}\n`

if (process.argv.includes('--check')) {
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept !== text) {
    console.error('docs/openapi.json is not what packages/contract says: run "npm run openapi -w @nguon/api"')
    process.exitCode = 1
  } else console.log('docs/openapi.json is up to date')
} else await writeFile(file, text)
