import { buildPath, parsePath } from '@nguon/gs1'

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

/** What may be a serial, a lot or an own code: the server looks it up. */
const plain = /^[0-9a-z][0-9a-z ._-]{2,39}$/i

/**
 * Reads what was typed: a code or lot as it is printed, or the address below it, with or without `https://`.
 */
export function parseTyped(typed: string, hosts: readonly string[]): Scanned {
  const text = typed.normalize('NFKC').trim()
  if (plain.test(text)) return { kind: 'ours', path: `/tra-cuu?code=${encodeURIComponent(text)}` }
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
