import { dimensionOf } from '@nguon/domain'
import { eventNames, formatQuantity } from '@nguon/locale'
import { type Html, html } from './html.ts'
import { stagesOf } from './lineage.ts'
import { type BatchView, count } from './view.ts'

/** From the field to the package in a line: how much there was after each stage. Nothing where there was only one. */
export function flow(view: BatchView): Html | undefined {
  const { batch, lang } = view
  const stages = stagesOf(view)
  const chips = stages.map(({ type, productName, quantity }, index) => ({
    name: stages[index - 1]?.productName === productName ? eventNames[type][lang] : productName,
    amount: formatQuantity(quantity, lang),
  }))
  if (batch.unitsPacked > 0) chips.push({ name: packages(view), amount: '' })
  if (chips.length < 2) return undefined
  return html`<ol class="flow">${chips.map(
    ({ name, amount }) => html`<li><span class="card"><b>${name}</b> ${amount}</span></li>`,
  )}</ol>`
}

/** Packages in the product's own word where it has one. */
function packages({ batch, lang, t }: BatchView): string {
  const { unit } = batch.product
  const isPiece = !['mass', 'volume'].includes(dimensionOf(unit))
  const packed = count(batch.unitsPacked, lang)
  return isPiece
    ? formatQuantity({ value: String(batch.unitsPacked), unit }, lang)
    : t.packages({ count: packed })
}
