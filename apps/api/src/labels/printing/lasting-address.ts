import { isIP } from 'node:net'
import { DomainError } from '@nguon/domain'

/** Whether an address may stand on goods for years: https at a name, not this computer, a number or a name set apart for tests. */
export function isLasting(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  const isNumber = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
  const isApart =
    !hostname.includes('.') || /\.(localhost|local|internal|test|example|invalid|home\.arpa)$/.test(hostname)
  return protocol === 'https:' && !isNumber && !isApart && !/(^|\.)example\.(com|org|net)$/.test(hostname)
}

/** Throws unless labels may be printed that point here: they cannot be called back. @throws {DomainError} `ADDRESS_NOT_LASTING` */
export function assertLasting(publicUrl: string): void {
  if (!isLasting(publicUrl))
    throw new DomainError('ADDRESS_NOT_LASTING', `${publicUrl} is no address that lasts as long as a label`)
}
