import { formatDay, formatQuantity, formatRelativeDay, groupCode } from '@nguon/locale'
import { formatAddress } from '@nguon/locale/admin'
import { type Fact, factList, small } from './fact-list.ts'
import { type Html, html, joined, type Part } from './html.ts'
import { bag } from './icons.ts'
import { callLink } from './phone.ts'
import type { Tone } from './verdict.ts'
import { type BatchView, count, daysBetween, formatPeriod, productName } from './view.ts'

const pictureOf = ({ batch }: BatchView, width: number): string | undefined => {
  const [sha256] = batch.product.images ?? []
  return sha256 && `/api/v1/files/${encodeURIComponent(sha256)}?width=${width}`
}

/** Picture, name, lot and the code as it is printed. */
export function productRow(view: BatchView, tone: Tone): Html {
  const { t, page, batch, lang } = view
  const name = productName(view)
  const picture = pictureOf(view, 192)
  const { netContent, netContentText, processed } = batch.product
  const content = netContentText ?? (netContent && formatQuantity(netContent, lang))
  const row = [t.lot({ lot: batch.lot }), content, processed ? batch.product.ingredients : undefined]
  return html`<div class="product ${tone}">
${picture ? html`<img class="picture" src="${picture}" width="96" height="96" alt="${t.pictureOf({ name })}">` : bag}
<div><h2>${name}</h2><p>${joined(row, ' · ')}</p>${page.code !== page.batch?.lot && html`<p class="code">${groupCode(page.code)}</p>`}</div>
</div>`
}

/** Who, where, when, and how long it keeps. */
export function facts(view: BatchView): Html {
  const { t, batch } = view
  const { organization } = batch
  const isPacked = batch.unitsPacked > 0
  const isNews = isPacked || !batch.harvestedOn.includes(batch.madeOn ?? '')
  const rows: Fact[] = [
    [t.who, [organization.name, callLink(organization, view)]],
    [t.where, whereMade(view)],
    [t.harvested, harvested(view)],
    [isPacked ? t.packed : t.made, isNews && batch.madeOn && withAge(batch.madeOn, view)],
    [t.useBy, lastDay(view)],
  ]
  return factList(rows)
}

const unknownFact = ({ t }: BatchView): Html => html`<span class="no">${t.unknownFact}</span>`

/** The commune of its day, and what it was called before or is called now. */
function whereMade(view: BatchView): Part {
  const { t, lang, batch } = view
  if (!batch.address) return unknownFact(view)
  const { then, now } = batch.address
  const earlier = batch.organization.addresses.find(
    ({ validTo }) =>
      validTo && then.validFrom && validTo < then.validFrom && daysBetween(validTo, then.validFrom) === 1,
  )
  return [
    capitalised(formatAddress(then, lang, { inSentence: true })),
    small(now && `(${t.nowCalled({ address: formatAddress(now, lang, { inSentence: true }) })})`),
    small(
      earlier &&
        then.validFrom &&
        t.beforeThat({
          month: monthOf(then.validFrom),
          address: formatAddress(earlier, lang, { inSentence: true }),
        }),
    ),
  ]
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const monthOf = (day: string): string => `${Number(day.slice(5, 7))}/${day.slice(0, 4)}`

function harvested(view: BatchView): Part {
  const days = [...view.batch.harvestedOn].sort()
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return unknownFact(view)
  if (first === last) return withAge(first, view)
  return days.length > 3
    ? formatPeriod(first, last, view.lang)
    : days.map((day) => formatDay(day, view.lang)).join(', ')
}

/** With how long ago it was, while that means something. */
function withAge(day: string, { page, lang }: BatchView): Part {
  const age = daysBetween(day, page.today)
  return [formatDay(day, lang), small(age >= 0 && age <= 60 && formatRelativeDay(day, page.today, lang))]
}

function lastDay(view: BatchView): Part {
  const { t, page, batch, lang } = view
  if (!batch.useBy) return html`<span class="no">${t.none}</span>`
  const left = daysBetween(page.today, batch.useBy)
  const words =
    left < 0 ? t.overdue({ count: count(-left, lang) }) : formatRelativeDay(batch.useBy, page.today, lang)
  const { storage } = batch.product
  return [formatDay(batch.useBy, lang), small(words), small(storage && `${t.storage}: ${storage}`)]
}
