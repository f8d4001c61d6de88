import type { ScannedCode } from '../scans/visit.ts'
import { type Dependencies, isUnchanged, type Stamps, type StampsAfterNow } from './stamp.ts'

/** A rendered page, ready to send. */
interface KeptPage {
  readonly body: Buffer
  readonly etag: string
  readonly dependencies: Dependencies
  readonly stamps: Stamps
  /** Of a package: what a scan is counted for. */
  readonly scanned?: ScannedCode | undefined
}

/**
 * Rendered pages that are shown again only after the database has said, in a query that began after the request came, that
 * nothing they depend on has changed.
 */
export interface PageCache {
  /** The kept page if it is still true. */
  find(key: string): Promise<KeptPage | undefined>
  keep(key: string, page: KeptPage): void
}

/** How much is kept in memory; the oldest page goes first. */
const most = { pages: 1000, bytes: 64 * 1024 * 1024 }

export function createPageCache(
  stampsAfterNow: StampsAfterNow,
  { pages: mostPages, bytes: mostBytes } = most,
): PageCache {
  const pages = new Map<string, KeptPage>()
  let bytes = 0
  const drop = (key: string): void => {
    const page = pages.get(key)
    if (page && pages.delete(key)) bytes -= bytesOf(page)
  }
  return {
    async find(key) {
      const page = pages.get(key)
      if (!page) return undefined
      if (isUnchanged(page.stamps, await stampsAfterNow(page.dependencies))) return page
      if (pages.get(key) === page) drop(key)
      return undefined
    },
    keep(key, page) {
      drop(key)
      pages.set(key, page)
      bytes += bytesOf(page)
      for (const oldest of pages.keys()) {
        if (pages.size <= mostPages && bytes <= mostBytes) break
        drop(oldest)
      }
    },
  }
}

/** About what a page takes up: its body, and an id twice and a stamp for all it depends on. */
const bytesOf = ({ body, stamps }: KeptPage): number => body.length + 200 * stamps.size
