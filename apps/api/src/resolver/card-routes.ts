import { DomainError } from '@nguon/domain'
import { type Card, cardOf } from '@nguon/web/public'
import { Router } from 'express'
import type { DataSource } from 'typeorm'
import { drawCard } from './draw-card.ts'
import type { MissGuard } from './miss-guard.ts'
import { readPage } from './read-page.ts'
import { readTarget } from './read-target.ts'
import { type LabelSite, langOf, todayInVietnam } from './resolver-routes.ts'

/** How many drawn pictures are kept: each is of what it says, so it is never wrong. */
const mostKept = 500

/**
 * The picture of a shared address. What it says is read anew each time, and nobody may keep it for longer than a minute: a recall
 * stands in it as soon as it is drawn again.
 */
export function cardRoutes(db: DataSource, site: LabelSite, now: () => Date, missGuard: MissGuard): Router {
  const router = Router()
  const draw = keepDrawn(drawCard)
  router.get(/^\/og\/.*\.png$/i, async (req, res) => {
    missGuard.assertOpen(req)
    const [path = ''] = req.originalUrl.split('?')
    const target = readTarget(path.slice('/og'.length, -'.png'.length))
    const isCode = target.kind === 'code'
    const { page } = isCode ? await readPage(db, site, target, todayInVietnam(now())) : { page: undefined }
    if (page?.state === 'unknown') await missGuard.miss(req)
    if (!page || page.state === 'unknown') throw new DomainError('NOT_FOUND', 'no such picture')
    const picture = await draw(cardOf(page, langOf(req)))
    const keep = page.state === 'valid' ? 'public, max-age=60' : 'no-store'
    res.set('Cache-Control', keep).type('png').send(picture)
  })
  return router
}

/** Draws each card once, one after the other: a crowd asking for pictures costs time, not memory. */
function keepDrawn(draw: (card: Card) => Promise<Buffer>): (card: Card) => Promise<Buffer> {
  const drawn = new Map<string, Promise<Buffer>>()
  let last: Promise<unknown> = Promise.resolve()
  return (card) => {
    const key = JSON.stringify(card)
    const known = drawn.get(key)
    if (known) return known
    const picture = last.then(() => draw(card))
    last = picture.catch(() => drawn.delete(key))
    drawn.set(key, picture)
    const [oldest] = drawn.keys()
    if (drawn.size > mostKept && oldest !== undefined) drawn.delete(oldest)
    return picture
  }
}
