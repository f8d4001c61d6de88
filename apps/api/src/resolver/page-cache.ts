import type { DataSource } from 'typeorm'
import { type Dependencies, readStamps, type Stamps } from './stamp.ts'

/** A rendered page, ready to send. */
interface KeptPage {
  readonly body: Buffer
  readonly etag: string
  readonly dependencies: Dependencies
  readonly stamps: Stamps
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

/** Pages kept in memory; the oldest goes first. */
const mostPages = 1000

export function createPageCache(db: DataSource): PageCache {
  const pages = new Map<string, KeptPage>()
  const stampsAfterNow = shareChecks(db)
  return {
    async find(key) {
      const page = pages.get(key)
      if (!page) return undefined
      const stamps = await stampsAfterNow(page.dependencies)
      for (const [id, stamp] of page.stamps) {
        if (stamps.get(id) === stamp) continue
        pages.delete(key)
        return undefined
      }
      return page
    },
    keep(key, page) {
      pages.delete(key)
      pages.set(key, page)
      const oldest = pages.keys().next().value
      if (pages.size > mostPages && oldest !== undefined) pages.delete(oldest)
    },
  }
}

/** Asks for stamps in a query that begins later than the call; calls that wait at the same moment share one query. */
function shareChecks(db: DataSource): (dependencies: Dependencies) => Promise<Stamps> {
  let running: Promise<unknown> = Promise.resolve()
  let next: { readonly asked: Set<Dependencies>; readonly answer: Promise<Stamps> } | undefined

  const plan = () => {
    const asked = new Set<Dependencies>()
    const answer = running.then(() => {
      next = undefined
      const batchIds = [...new Set([...asked].flatMap((each) => each.batchIds))]
      const organizationIds = [...new Set([...asked].flatMap((each) => each.organizationIds))]
      return readStamps(db.manager, { batchIds, organizationIds })
    })
    running = answer.catch(() => undefined)
    return { asked, answer }
  }

  return (dependencies) => {
    next ??= plan()
    next.asked.add(dependencies)
    return next.answer
  }
}
