import type { DataSource } from 'typeorm'
import { shareReads } from '../db/share-reads.ts'
import type { ScannedCode } from '../scans/visit.ts'
import { type Dependencies, readStamps, type Stamps } from './stamp.ts'

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

export function createPageCache(db: DataSource, { pages: mostPages, bytes: mostBytes } = most): PageCache {
  const pages = new Map<string, KeptPage>()
  let bytes = 0
  const stampsAfterNow = shareChecks(db)
  const drop = (key: string): void => {
    const page = pages.get(key)
    if (page && pages.delete(key)) bytes -= bytesOf(page)
  }
  return {
    async find(key) {
      const page = pages.get(key)
      if (!page) return undefined
      const stamps = await stampsAfterNow(page.dependencies)
      for (const [id, stamp] of page.stamps) {
        if (stamps.get(id) === stamp) continue
        if (pages.get(key) === page) drop(key)
        return undefined
      }
      return page
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

/** Asks for stamps in a query that begins later than the call; calls that wait at the same moment share one query. */
const shareChecks = (db: DataSource): ((dependencies: Dependencies) => Promise<Stamps>) =>
  shareReads((asked) => {
    const batchIds = [...new Set([...asked].flatMap((each) => each.batchIds))]
    const organizationIds = [...new Set([...asked].flatMap((each) => each.organizationIds))]
    const codes = [...new Set([...asked].flatMap((each) => each.codes ?? []))]
    return readStamps(db.manager, { batchIds, organizationIds, codes })
  })
