import { buildPath, parseOwnCode, parsePath } from '@nguon/gs1'

/** What a read code is: one of ours with the path to go to, a GS1 link of someone else, or nothing we know. */
export type Scanned =
  | { readonly kind: 'ours'; readonly path: string }
  | { readonly kind: 'foreign'; readonly host: string }
  | { readonly kind: 'unknown' }

const UNKNOWN: Scanned = { kind: 'unknown' }
const MAX_LENGTH = 512

/** Printable ASCII only: what is printed needs no more, and nothing hides in it. */
const address = /^https?:\/\/([a-z0-9.-]{1,253}(?::\d{1,5})?)(\/[^?#\\\s]*)(?:\?[^#\\\s]*)?(?:#[^\\\s]*)?$/i
const printable = /^[\x21-\x7e]+$/
const gs1Path = /\/01\/\d{14}(\/|$)/

/**
 * Reads what a camera saw. Only a code of our own host gets a path; it is built anew from what the address names, so nothing of the
 * read text reaches the browser's address bar.
 *
 * @param hosts our own hosts with port, lower case: the one we are on and the one that is printed
 */
export function parseCode(text: string, hosts: readonly string[]): Scanned {
  if (text.length > MAX_LENGTH || !printable.test(text)) return UNKNOWN
  const [, authority = '', rawPath = ''] = address.exec(text) ?? []
  const host = authority.toLowerCase()
  if (!host) return UNKNOWN
  if (hosts.includes(host)) return ours(rawPath)
  return gs1Path.test(rawPath) ? { kind: 'foreign', host } : UNKNOWN
}

/**
 * Reads what was typed: the code printed in groups of four, or the address below it, with or without `https://`.
 */
export function parseTyped(typed: string, hosts: readonly string[]): Scanned {
  const text = typed.normalize('NFKC').trim()
  const code = text.length <= 40 ? parseOwnCode(text) : undefined
  if (code !== undefined) return ours(`/T/${code}`)
  return parseCode(/^https?:\/\//i.test(text) ? text : `https://${text}`, hosts)
}

function ours(rawPath: string): Scanned {
  const named = parsePath(rawPath)
  if (!named) return UNKNOWN
  const path = buildPath(named)
  return staysAsWritten(path) ? { kind: 'ours', path } : UNKNOWN
}

/** A lot named `..` is a way out of its folder, not a lot. */
const staysAsWritten = (path: string): boolean => new URL(path, 'https://host.invalid').pathname === path
