import type { Id } from '@nguon/domain'
import type { Request } from 'express'
import { cookieName } from '../accounts/cookie.ts'
import { networkOf } from '../accounts/network-of.ts'

/** A package code that a page was shown for. */
export interface ScannedCode {
  /** As its scans are kept: `01/…/21/…` or `T/…`. */
  readonly code: string
  readonly batchId?: Id | undefined
  /** Whose label it is. */
  readonly organizationId?: Id | undefined
}

/** What is noted of a request until the next flush, in memory only. */
export interface Visit extends ScannedCode {
  readonly atMs: number
  readonly ip: string
  readonly network: string
  readonly userAgent: string
}

/**
 * The visit that a request for the page of a code is; undefined where nobody looks: HEAD, prefetching, a page the browser has
 * already (304), and people who are signed in here and try their labels out.
 */
export function visitOf(req: Request, status: number, scanned: ScannedCode, atMs: number): Visit | undefined {
  const { method, headers, ip = '' } = req
  if (method !== 'GET' || status === 304) return undefined
  if (isAhead(headers['sec-purpose']) || isAhead(headers.purpose) || isAhead(headers['x-moz']))
    return undefined
  if (headers.cookie?.includes(`${cookieName}=`)) return undefined
  return { ...scanned, atMs, ip, network: networkOf(req), userAgent: headers['user-agent'] ?? '' }
}

const isAhead = (purpose: string | string[] | undefined): boolean =>
  purpose !== undefined && /prefetch|preview|prerender/i.test(String(purpose))
