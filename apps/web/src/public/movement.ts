import type { Step, StepItem } from '@nguon/contract'
import { growsCrop, type Quantity } from '@nguon/domain'
import { formatPercent, formatQuantity } from '@nguon/locale'
import { lossOf } from './lineage.ts'
import { type BatchView, count, detailsOf, type View } from './view.ts'

/** What went into a step and what came out of it, in words: quantities, loss and by-products. One sentence a line. */
export function movementOf(step: Step, view: BatchView): string[] {
  const lines = growsCrop(step.type)
    ? [listed(step.items, 'in', view)]
    : [turned(step, view), ...besides(step, view)]
  return lines.filter((line) => line !== undefined && line !== '') as string[]
}

function turned(step: Step, view: BatchView): string {
  const main = step.items.filter(({ kind, role }) => kind !== 'crop' && (kind !== 'input' || role === 'out'))
  const into = listed(main, 'in', view)
  const names = main.filter(({ role }) => role === 'in').map(({ productName }) => productName)
  const out = listed(main, 'out', view, names.at(-1))
  return [into, out].filter(Boolean).join(' → ')
}

function besides(step: Step, view: BatchView): (string | undefined)[] {
  const { t } = view
  const used = listed(
    step.items.filter(({ kind }) => kind === 'input'),
    'in',
    view,
  )
  return [
    lossLine(step, view),
    byProductsLine(step, view),
    used && t.used({ what: used }),
    addedLine(step, view),
  ]
}

/** `1.850 kg Bí xanh thơm (lô A) + 1.400 kg (lô B)`: a name is not said twice in a row, a lot only where there are several. */
function listed(items: readonly StepItem[], role: StepItem['role'], view: View, said?: string): string {
  const of = items.filter((item) => item.role === role)
  const worded = of.map((item, index) => {
    const isSaid = item.productName === (index === 0 ? said : of[index - 1]?.productName)
    const lot = of.length > 1 && item.kind !== 'input' && `(${view.t.ofLot({ lot: item.lot })})`
    const quantity = item.quantity && formatQuantity(item.quantity, view.lang)
    return [quantity, !isSaid && item.productName, lot, packed(item, view)].filter(Boolean).join(' ')
  })
  return worded.join(' + ')
}

const packed = ({ units }: StepItem, { lang, t }: View): string | undefined =>
  units === undefined ? undefined : `(${t.packages({ count: count(units, lang) })})`

type Making = 'processing'

function lossLine(step: Step, { lang, t }: BatchView): string | undefined {
  const { loss: said } = detailsOf<Making>(step)
  const loss = lossOf(step)
  const quantity = loss?.quantity ?? (said?.quantity?.value === '0' ? undefined : said?.quantity)
  if (!quantity) return undefined
  const percent = loss && formatPercent(loss.percent, lang, { places: 1 })
  const words = t.lossIs({ quantity: formatQuantity(quantity, lang), percent })
  return said?.reason ? `${words}: ${said.reason}` : words
}

const named = (name: string, quantity: Quantity, { lang }: View): string =>
  `${name} ${formatQuantity(quantity, lang)}`

function byProductsLine(step: Step, view: BatchView): string | undefined {
  const { byProducts } = detailsOf<Making>(step)
  const what = byProducts?.map(
    ({ name, quantity, use }) => named(name, quantity, view) + (use ? ` (${use.toLowerCase()})` : ''),
  )
  return what && view.t.byProducts({ what: what.join(', ') })
}

function addedLine(step: Step, view: BatchView): string | undefined {
  const { added } = detailsOf<Making>(step)
  return (
    added && view.t.added({ what: added.map(({ name, quantity }) => named(name, quantity, view)).join(', ') })
  )
}
