/**
 * Who speaks to the server. In the demo that follows from where one is: each workspace has its own address, so two tabs can be
 * two organizations. Sign-in will replace this file; nothing else knows of it.
 */
export type Role = 'inspector' | `organization:${string}` | 'anonymous'

const workspace = /^\/app\/htx\/([0-9a-f]{8}-[0-9a-f-]{27})(\/|$)/

/** The role that the page at `path` is seen in. */
export function roleAt(path: string): Role {
  const organizationId = workspace.exec(path)?.[1]
  if (organizationId) return `organization:${organizationId}`
  return /^\/app\/kiem-tra(\/|$)/.test(path) ? 'inspector' : 'anonymous'
}

/** What every call carries besides its own data. */
export function callHeaders(path = window.location.pathname): Record<string, string> {
  const role = roleAt(path)
  return role === 'anonymous' ? {} : { 'x-nguon-demo': role }
}
