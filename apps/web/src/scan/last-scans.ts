import { parsePath } from '@nguon/gs1'

const KEPT_AS = 'nguon.scans'
const MOST = 5
const typed = /^\/tra-cuu\?code=([\w.%-]{1,120})$/

/** The paths of the last codes that were opened here, newest first. They never leave the phone. */
export function lastScans(): string[] {
  return keptPaths().filter((path) => nameOf(path) !== undefined)
}

/** Keeps a path that is being opened; the same code stands in the list once. */
export function keepScan(path: string): void {
  const paths = [path, ...lastScans().filter((each) => each !== path)].slice(0, MOST)
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(paths))
  } catch {
    // A phone without room, or one that keeps nothing: the code is opened all the same.
  }
}

export const forgetScans = (): void => localStorage.removeItem(KEPT_AS)

function keptPaths(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]')
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

/** The code in a path as it is printed; undefined for what is no path of a code: others may write into this storage too. */
export function nameOf(path: string): string | undefined {
  const [, code] = typed.exec(path) ?? []
  if (code !== undefined) return readCode(code)
  const address = parsePath(path)
  if (address === undefined) return undefined
  if (address.kind === 'batch') return address.lot
  return inFours(address.kind === 'own' ? address.code : address.serial)
}

function readCode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

/** A code in groups of four, as labels print it. */
export const inFours = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ')
