import type { Certificate } from '@nguon/domain'
import { formatDay, groupCode } from '@nguon/locale'
import { formatAddress } from '@nguon/locale/admin'
import { certificateName } from './checks.ts'
import { folded } from './fact-list.ts'
import { type Html, html, joined, type Part } from './html.ts'
import { stands } from './lineage.ts'
import { nameOf } from './step.ts'
import { type BatchView, count, endedOn, formatPeriod, happenedOn, ofBatch, productName } from './view.ts'

/** The ten groups of information that Circular 02/2024/TT-BKHCN asks of a traceability page; what is missing is said to be. */
export function circular(view: BatchView): Html {
  const { t, batch } = view
  const rows: readonly (readonly [string, Part])[] = [
    [t.circularProduct, productName(view)],
    [t.circularImages, pictures(view)],
    [t.circularOrganization, batch.organization.name],
    [t.circularAddress, batch.address && formatAddress(batch.address.then, view.lang, { line: true })],
    [t.circularStages, ofBatch(view, batch, stages)],
    [t.circularTime, productionTime(view)],
    [t.circularCode, groupCode(view.page.code)],
    [t.circularBrand, brand(view)],
    [t.circularExpiry, batch.useBy && formatDay(batch.useBy, view.lang)],
    [t.circularStandards, standards(view)],
  ]
  const table = html`<table>${rows.map(
    ([name, value]) =>
      html`<tr><th scope="row">${name}</th><td>${value || html`<span class="no">${t.none}</span>`}</td></tr>`,
  )}</table>`
  return folded(t.circularTitle, table)
}

function pictures({ batch, t, lang }: BatchView): Part {
  const number = batch.product.images?.length ?? 0
  return number > 0 && t.pictures({ count: count(number, lang) })
}

/** Every stage with the code of its product (the lot), the code of its place and its time. */
function stages(view: BatchView): Part {
  const { steps, batch, lang, t } = view
  const given = steps.filter((step) => stands(step) && step.items.some(({ role }) => role === 'out'))
  const lines = given.map((step) => {
    const lots = step.items.filter(({ role }) => role === 'out').map(({ lot }) => lot)
    const place = batch.placeCodes?.[step.placeId ?? ''] ?? step.placeName
    const words = [
      formatPeriod(happenedOn(step), endedOn(step), lang),
      nameOf(step, view),
      t.ofLot({ lot: lots.join(', ') }),
      place,
    ]
    return html`<li>${joined(words, ' · ')}</li>`
  })
  return lines.length > 0 && html`<ul>${lines}</ul>`
}

function productionTime({ batch, lang }: BatchView): Part {
  const days = [...batch.harvestedOn, ...(batch.madeOn ? [batch.madeOn] : [])].sort()
  const [first] = days
  const last = days.at(-1)
  return first && last && formatPeriod(first, last, lang)
}

function brand({ batch, page, t }: BatchView): Part {
  const { brand: name, model } = batch.product
  const words = [
    name && t.brandIs({ name }),
    model && t.modelIs({ name: model }),
    page.level === 'package' && t.serialIs({ code: groupCode(page.code) }),
  ].filter(Boolean)
  return words.length > 0 && joined(words, ', ')
}

const standardTypes: readonly Certificate['type'][] = ['VietGAP', 'organic', 'GlobalGAP', 'HACCP']

/** The one the product names, and those it holds a certificate of today. */
function standards(view: BatchView): Part {
  const { batch } = view
  const held = batch.certificates
    .filter(({ state, data }) => state === 'valid' && standardTypes.includes(data.type))
    .map((one) => certificateName(one, view))
  return [...new Set([batch.product.standard, ...held].filter(Boolean))].join(', ')
}
