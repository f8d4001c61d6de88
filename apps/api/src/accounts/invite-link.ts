import type { Id } from '@nguon/domain'

/** The link of an invite. Everything secret stands behind the `#`: browsers send it to no server, and no log holds it. */
export const inviteLink = (publicUrl: string, organizationId: Id, secret: string): string =>
  `${publicUrl}/app/tham-gia#${organizationId}.${secret}`
