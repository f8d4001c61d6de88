import { useSyncExternalStore } from 'react'

/** What the link of an invite names. */
export interface InviteLink {
  readonly organizationId: string
  readonly secret: string
}

const form = /^#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{22})$/

/** What stands behind the `#` of an invite's link; undefined when a part of it is missing. */
function parseInvite(hash: string): InviteLink | undefined {
  const [, organizationId, secret] = form.exec(hash) ?? []
  return organizationId && secret ? { organizationId, secret } : undefined
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

/** The invite in the address. A browser sends it to no server by itself. */
export const useInviteLink = (): InviteLink | undefined =>
  parseInvite(useSyncExternalStore(listen, () => window.location.hash))
