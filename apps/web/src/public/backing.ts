import type { Step } from '@nguon/contract'
import { formatDay, inputKindNames } from '@nguon/locale'
import { certificateState, labTests, testedLot } from './checks.ts'
import { folded } from './fact-list.ts'
import { type Html, html, joined, type Part } from './html.ts'
import { stands } from './lineage.ts'
import type { PageCertificate, PageInput } from './model.ts'
import { proofChip, proofOfCertificate, proofOfStep } from './proof.ts'
import { nameOf } from './step.ts'
import { wordsOf } from './step-words.ts'
import { type BatchView, count, endedOn } from './view.ts'

/** Certificates with number, issuer, scope and days; tests and inspections with their results. */
export function certificatesAndTests(view: BatchView): Html | undefined {
  const { batch, steps, t, lang } = view
  const inspections = steps.filter((step) => step.type === 'inspection' && stands(step))
  const entries = [
    ...batch.certificates.map((certificate) => certificateEntry(certificate, view)),
    ...[...labTests(view), ...inspections].map((step) => checkEntry(step, view)),
  ]
  if (entries.length === 0) return undefined
  return folded(
    t.certificatesTitle({ count: count(entries.length, lang) }),
    html`<ul>${entries}</ul>`,
    'chung-nhan',
  )
}

function certificateEntry(certificate: PageCertificate, view: BatchView): Html {
  const { t, lang } = view
  const { data, issuer, scope, state } = certificate
  const document = data.document && `/api/v1/files/${encodeURIComponent(data.document)}`
  const words: Part[] = [
    t.numberIs({ number: data.number }),
    issuer && t.issuedBy({ name: issuer }),
    t.issuedOn({ day: formatDay(data.issuedOn, lang) }),
    scope.length > 0 && t.scopeIs({ scope: scope.join(', ') }),
  ]
  return html`<li><p${state !== 'valid' && html` class="no"`}><b>${certificateState(certificate, view)}</b>${
    state === 'valid' && html` ${proofChip(proofOfCertificate(certificate), view)}`
  }</p><p class="no">${joined(words, ' · ')}</p>${document && html`<a class="tel" href="${document}">${t.document}</a>`}</li>`
}

function checkEntry(step: Step, view: BatchView): Html {
  const proof = proofOfStep(step, view)
  const who = proof.by ?? step.organizationName
  return html`<li><p><b>${nameOf(step, view)}, ${formatDay(endedOn(step), view.lang)}</b> ${proofChip(proof, view)}</p><p>${wordsOf(step, view).join(' · ')}</p><p class="no">${testedLot(step, view)}${who}</p></li>`
}

/** Seeds, fertilisers, sprays and packaging that went in, with their lots. */
export function inputs(view: BatchView): Html | undefined {
  const { batch, t, lang } = view
  if (batch.inputs.length === 0) return undefined
  return folded(
    t.inputsTitle({ count: count(batch.inputs.length, lang) }),
    html`<ul>${batch.inputs.map((input) => inputEntry(input, view))}</ul>`,
  )
}

function inputEntry(input: PageInput, { t, lang }: BatchView): Html {
  const kind = inputKindNames[input.inputKind as keyof typeof inputKindNames]
  const interval = input.preHarvestIntervalDays
  const words = [
    kind?.[lang],
    t.ofLot({ lot: input.lot }),
    input.selfProduced && t.selfProduced,
    input.activeIngredient,
    input.expiresOn && t.inputExpires({ day: formatDay(input.expiresOn, lang) }),
    interval !== undefined && t.inputInterval({ count: String(interval) }),
  ]
  return html`<li><p><b>${input.name}</b></p><p class="no">${joined(words, ' · ')}</p></li>`
}
