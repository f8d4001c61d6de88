import { findingCodes } from '@nguon/domain'
import { useSearchParams } from 'wouter'
import type { BatchFilter } from '../queries.ts'

export const statuses = ['all', 'active', 'held', 'recalled'] as const

/** What the batches are narrowed to; empty texts: to nothing. */
export interface Filter {
  readonly status: (typeof statuses)[number]
  readonly q: string
  readonly organizationId: string
  /** Its code. */
  readonly commune: string
  readonly finding: string
}

/** The filter as it stands in the address, how to change it, and what the server is asked. */
export function useFilter(): { filter: Filter; look: (next: Filter) => void; asked: BatchFilter } {
  const [search, setSearch] = useSearchParams()
  const filter = {
    status: statuses.find((name) => name === search.get('tinh-trang')) ?? 'all',
    q: search.get('tim') ?? '',
    organizationId: search.get('don-vi') ?? '',
    commune: search.get('xa') ?? '',
    finding: search.get('luu-y') ?? '',
  }
  const look = ({ status, q, organizationId, commune, finding }: Filter) => {
    const query = {
      'tinh-trang': status === 'all' ? '' : status,
      tim: q,
      'don-vi': organizationId,
      xa: commune,
      'luu-y': finding,
    }
    setSearch(Object.fromEntries(Object.entries(query).filter(([, value]) => value)), { replace: true })
  }
  return { filter, look, asked: askedFor(filter) }
}

function askedFor({ status, q, organizationId, commune, finding }: Filter): BatchFilter {
  const code = findingCodes.find((each) => each === finding)
  return {
    ...(status === 'all' ? {} : { status }),
    ...(q ? { q } : {}),
    ...(organizationId ? { organizationId } : {}),
    ...(/^\d{5}$/.test(commune) ? { commune } : {}),
    ...(code ? { finding: code } : {}),
  }
}
