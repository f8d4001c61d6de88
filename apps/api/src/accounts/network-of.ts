import { isIPv4, isIPv6 } from 'node:net'
import type { Request } from 'express'

/**
 * The network that a request comes from, as far as one subscriber holds it: an IPv4 address, or the first 64 bits of an IPv6
 * one. `::ffff:192.0.2.1` is 192.0.2.1.
 */
export function networkOf({ ip = '' }: Pick<Request, 'ip'>): string {
  if (isIPv4(ip)) return ip
  if (ip.startsWith('::ffff:') && isIPv4(ip.slice(7))) return ip.slice(7) // as Node writes every IPv4 caller of an IPv6 socket
  const [address = ''] = ip.split('%') // without the name of the link
  if (!isIPv6(address)) return 'unknown' // the connection is gone already
  const groups = groupsOf(address)
  const [high = 0, low = 0] = groups.slice(6)
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (mapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The network and what the browser calls itself: phones that share an address are told apart, roughly. */
export function networkAndDeviceOf(req: Pick<Request, 'ip' | 'headers'>): string {
  return `${networkOf(req)} ${req.headers['user-agent'] ?? ''}`
}

/** The eight groups of an IPv6 address, whichever way it is written. */
function groupsOf(address: string): number[] {
  const [front = '', back] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [left, right] = [front, back ?? ''].map((part) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)),
  ) as [number[], number[]]
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right]
}
