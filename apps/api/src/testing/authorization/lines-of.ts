import { type CallerName, callerNames, matrix, type Target } from './matrix.ts'

/** Where another's is not answered as what is unknown, and why. Whoever is not named here must not be able to tell the two apart. */
export const tellApart: Readonly<Record<string, string>> = {
  signIn: 'with the right password one is that person',
  readInvite: 'with the secret one is who is invited',
  join: 'with the secret one is who is invited',
  getEvent: 'the history is public',
  getTrace: 'the lineage is public',
  proveInclusion: 'the log is public',
  getLoggedTrace: 'the history is public',
  getReceipt: 'the log is public',
  batchQrSvg: 'what is printed is public',
  batchQrPng: 'what is printed is public',
  packageQrSvg: 'what is printed is public',
  packageQrPng: 'what is printed is public',
  'getFile: that is shown': 'what an entry shows is public',
  'recordPlace: of a place':
    'recorders make ids: what has none is new, and one of 74 random bits is not guessed',
  'proposeRecall: under the id of another': 'recorders make ids, as above',
}

/** The contract's name of a row. */
export const routeOf = (row: string): string => row.split(':')[0] ?? row

/** The lines of a row, each as one word for each caller. */
export function linesOf(row: string): [Target | undefined, string[]][] {
  const lines = matrix[row] ?? ''
  const words = (line: string) => line.trim().split(/\s+/)
  if (typeof lines === 'string') return [[undefined, words(lines)]]
  return Object.entries(lines).map(([target, line]) => [target as Target, words(line)])
}

/** Somebody for whom the call succeeds, and about whom. */
export function successOf(row: string): [CallerName, Target] {
  for (const [target, line] of linesOf(row))
    for (const [index, outcome] of line.entries()) {
      const name = callerNames[index]
      const isDone = outcome.startsWith('20') && !outcome.includes('NOT_FOUND')
      if (name && name !== 'anonymous' && isDone) return [name, target ?? 'own']
    }
  throw new Error(`${row}: for nobody`)
}
