// Fails when package-lock.json lacks an entry for an optional (other platform's) package: `npm ci` would then fail here or on another machine.
// Usage: node check-lock.mjs [package-lock.json]
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8'))

/** The folders in which Node looks for a package that the package at `path` asks for, nearest first. */
function searchPath(path) {
  const parts = path.split('/node_modules/')
  const nested = parts.map(
    (_, i) => `${parts.slice(0, parts.length - i).join('/node_modules/')}/node_modules`,
  )
  return [...nested, 'node_modules'].map((folder) => folder.replace(/^\//, ''))
}

const isLocked = (path, name) => searchPath(path).some((folder) => packages[`${folder}/${name}`])

const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isLocked(path, name))
    .map((name) => `${path}@${entry.version}: ${name}`),
)
if (missing.length > 0) {
  console.error(
    `package-lock.json lacks ${missing.length} optional packages:\n${missing.slice(0, 20).join('\n')}`,
  )
  process.exit(1)
}
console.log(`package-lock.json is complete (${Object.keys(packages).length} entries)`)
