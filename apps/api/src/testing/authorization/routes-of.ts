import type { Express } from 'express'

/** A route as the running app has it. */
export interface Route {
  /** Upper case; `ALL` where every method is served. */
  readonly method: string
  /** Every path of it: as it was written, a regular expression as its source. */
  readonly path: string
}

/** As much of a layer of express 5 as says what it serves. */
interface Layer {
  /** The path it is mounted at. */
  readonly rawPath?: Path
  readonly handle: { readonly stack?: readonly Layer[] }
  readonly route?: { readonly path: Path; readonly methods: Readonly<Record<string, boolean>> }
}
type Path = string | RegExp | readonly (string | RegExp)[]

/** Every route of the app, also of the routers mounted in it; and, as `USE`, every handler that stands at a path of its own. */
export function routesOf(app: Express): Route[] {
  return within((app.router as unknown as { stack: readonly Layer[] }).stack, '')
}

function within(stack: readonly Layer[], prefix: string): Route[] {
  return stack.flatMap(({ rawPath = '/', handle, route }) => {
    if (route)
      return textsOf(route.path).flatMap((path) =>
        Object.keys(route.methods).map((method) => ({ method: nameOf(method), path: prefix + path })),
      )
    const mounts = textsOf(rawPath).map((path) => (path === '/' ? prefix : prefix + path))
    if (handle.stack) return mounts.flatMap((mount) => within(handle.stack ?? [], mount))
    return mounts.flatMap((mount) => (mount === '' ? [] : [{ method: 'USE', path: mount }]))
  })
}

const nameOf = (method: string): string => (method === '_all' ? 'ALL' : method.toUpperCase())

const textsOf = (path: Path): string[] =>
  (Array.isArray(path) ? path : [path]).map((each) => (each instanceof RegExp ? String(each) : each))
