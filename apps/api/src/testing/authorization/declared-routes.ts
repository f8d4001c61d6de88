import { api, files, upload } from '@nguon/contract'
import type { Route } from './routes-of.ts'

/** Every call of the contract, by its name. */
export const contractRoutes: ReadonlyMap<string, Route> = new Map(
  Object.entries({ ...api, ...files, upload }).map(([name, { method, path }]) => [
    name,
    { method: method.toUpperCase(), path },
  ]),
)

/** What the app serves besides: pages for anyone, which hold nothing private. A page that is new is written down here. */
const publicPages: readonly Route[] = [
  { method: 'GET', path: '/' },
  { method: 'ALL', path: String(/^\/(\d{2,4}|t)\//i) },
  { method: 'GET', path: String(/^\/(\d{2,4}|t)\//i) },
  { method: 'ALL', path: '/.well-known/gs1resolver' },
  { method: 'GET', path: '/.well-known/gs1resolver' },
  { method: 'GET', path: String(/^\/og\/.*\.png$/i) },
  { method: 'GET', path: '/bao-sai' },
  { method: 'POST', path: '/bao-sai' },
  { method: 'GET', path: '/bao-sai/cam-on' },
  { method: 'GET', path: '/ma-cao' },
  { method: 'POST', path: '/ma-cao' },
  { method: 'GET', path: '/tra-cuu' },
  { method: 'GET', path: '/healthz' },
  { method: 'GET', path: '/readyz' },
  { method: 'GET', path: '/metrics' },
  { method: 'GET', path: '/log/checkpoint' },
  { method: 'GET', path: '/log/policy' },
  { method: 'GET', path: String(/^\/log\/tile\//) },
  { method: 'GET', path: '/docs' },
  { method: 'GET', path: '/docs/openapi.json' },
  { method: 'GET', path: '/app' },
  { method: 'GET', path: '/app/*splat' },
  { method: 'GET', path: '/app/scan' },
  { method: 'GET', path: '/app/scan/' },
]

/** Handlers at a path of their own, which answer with the files of the web app, or let a call pass or not. */
const mounts: readonly Route[] = [
  { method: 'USE', path: '/app/assets' },
  { method: 'USE', path: '/app' },
  { method: 'USE', path: '/api' },
  { method: 'USE', path: '/log' },
  { method: 'USE', path: '/api/v1/log' },
  { method: 'USE', path: '/api/v1/trace' },
  { method: 'USE', path: '/api/v1/events/:id/receipt' },
]

/** Refused whoever asks: what is recorded is neither changed nor deleted. */
const refused: readonly Route[] = ['DELETE', 'PUT', 'PATCH'].map((method) => ({
  method,
  path: '/api/v1/events/:id',
}))

const textOf = ({ method, path }: Route): string => `${method} ${path}`

/** Routes that the app has and nobody declared, and calls of the contract that it does not serve. */
export function differences(routes: readonly Route[]): { undeclared: string[]; missing: string[] } {
  const declared = new Set([...contractRoutes.values(), ...publicPages, ...mounts, ...refused].map(textOf))
  const served = routes.map(textOf)
  const contract = [...contractRoutes.values()].map(textOf)
  return {
    undeclared: served.filter((route) => !declared.has(route)),
    missing: contract.filter((route) => !served.includes(route)),
  }
}
