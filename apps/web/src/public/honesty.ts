import { dayOf, type EventType } from '@nguon/domain'
import { formatDay, groupCode } from '@nguon/locale'
import { isTested } from './checks.ts'
import { folded } from './fact-list.ts'
import { type Html, html } from './html.ts'
import { stands } from './lineage.ts'
import { proofOfStep } from './proof.ts'
import { type BatchView, count, detailsOf, formatPhone, recordedOn, type View } from './view.ts'

const dots = (lines: readonly (string | Html | undefined | false)[]): Html =>
  html`<ul class="dots">${lines.filter(Boolean).map((line) => html`<li>${line}</li>`)}</ul>`

/** How to tell this page from an imitation. */
export function genuine({ t, page }: View): Html {
  return folded(
    t.genuineTitle,
    dots([
      t.genuineDomain({ host: page.host }),
      t.genuineCode({ code: groupCode(page.code) }),
      page.level === 'batch' ? t.genuineBatch : t.genuinePack,
      t.neverAsks,
    ]),
  )
}

/** Somebody decided them; there is nothing to prove. */
const decisions: readonly EventType[] = ['label_activation', 'hold', 'release', 'recall', 'recall_lifted']

/** What a reader might take for granted and nobody knows. */
export function notKnown(view: BatchView): Html {
  const { t, batch, steps, ancestry, lang } = view
  const standing = steps.filter(stands)
  const isOf = (type: string) =>
    standing.filter((step) => step.type === type && step.items.some(({ batchId }) => ancestry.has(batchId)))
  const opening = isOf('opening_stock').map((step) => detailsOf<'opening_stock'>(step).since)
  const declared = standing.filter(
    (step) => proofOfStep(step, view).level === 'declared' && !decisions.includes(step.type),
  ).length
  const lines = [
    isTested(view) ? t.notKnownTestScope : t.notKnownTest,
    opening.length > 0 &&
      (opening[0] ? t.notKnownBefore({ day: formatDay(opening[0], lang) }) : t.notKnownOpening),
    isOf('purchase').length > 0 && t.notKnownBought,
    batch.harvestedOn.length === 0 && t.notKnownHarvest,
    !batch.useBy && t.notKnownUseBy,
    !batch.product.images?.length && t.notKnownImages,
    declared > 0 && t.notKnownEvidence({ count: count(declared, lang) }),
    t.notKnownCopy,
  ]
  return folded(t.notKnownTitle, dots(lines))
}

/** Whom to tell, open on pages that warn. */
export function report(view: View, isOpen = false): Html {
  const { t, page } = view
  const { name, phone } = page.batch?.organization ?? page.issuer ?? {}
  const lines = dots([
    t.reportKeep,
    name && phone ? t.reportCallTo({ name, phone: formatPhone(phone) }) : t.reportCall,
    t.reportAuthority,
  ])
  const address = `/bao-sai?lang=${view.lang}&code=${encodeURIComponent(page.path)}`
  const button = html`<div class="actions"><a class="button" href="${address}">${t.reportHere}</a></div>`
  return isOpen
    ? html`<h2>${t.reportTitle}</h2><div class="card plain">${lines}${button}</div>`
    : html`${button}${folded(t.reportTitle, lines)}`
}

/** Who wrote all this, how much of it there is, and what was brought in from elsewhere. */
export function origin({ t, batch, steps, lang }: BatchView): Html {
  const latest = steps.map(recordedOn).sort().at(-1)
  const imports = steps.flatMap(({ importedAt, utcOffset }) =>
    importedAt ? [dayOf(importedAt, utcOffset)] : [],
  )
  const imported = imports.sort().at(-1)
  const day = latest && formatDay(latest, lang)
  return html`<p>${t.writtenBy({ name: batch.organization.name })} ${t.entries({ count: count(batch.entries, lang), day })}</p>
${imported && html`<p>${t.imported({ day: formatDay(imported, lang) })}</p>`}`
}
