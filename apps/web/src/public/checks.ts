import type { Step } from '@nguon/contract'
import { certificateTypeNames, formatDay } from '@nguon/locale'
import { type Html, html, type Part } from './html.ts'
import { stands } from './lineage.ts'
import type { PageCertificate } from './model.ts'
import { type Proof, proofChip, proofOfCertificate, proofOfStep } from './proof.ts'
import { sprayingOf } from './spraying.ts'
import { type BatchView, count, detailsOf, endedOn, type View } from './view.ts'

interface Check {
  /** Green is kept for what somebody else vouches for or something was shown for. */
  readonly mark: 'good' | 'said' | 'bad' | 'none'
  readonly what: string
  readonly proof?: Proof
  /** Who says so, and of what. */
  readonly by?: Part
}

/** The three questions of safety as facts that can be checked: tests, certificates, spraying. Never a score. */
export function checks(view: BatchView): Html {
  const rows = [...testChecks(view), ...certificateChecks(view), sprayingCheck(view)]
  return html`<h2>${view.t.safeTitle}</h2>
<ul class="checks card">${rows.map(checkRow(view))}</ul>`
}

const signs = { good: '✓', said: '✓', bad: '✕', none: '–' } as const

const checkRow =
  (view: View) =>
  ({ mark, what, proof, by }: Check): Html => {
    const below = proof && html`<span class="by">${proofChip(proof, view)}${by}</span>`
    return html`<li><span class="mark ${mark}" aria-hidden="true">${signs[mark]}</span><span class="what ${mark}">${what}${below}</span></li>`
  }

const markOf = ({ level }: Proof): Check['mark'] => (level === 'declared' ? 'said' : 'good')

export const labTests = ({ steps }: BatchView): Step[] =>
  steps.filter((step) => step.type === 'lab_test' && stands(step))

/** Whether the batch or what it was made from was tested; a test of a spray says nothing of the produce. */
export const isTested = (view: BatchView): boolean =>
  labTests(view).some(({ items }) => items.some(({ batchId }) => view.ancestry.has(batchId)))

function testChecks(view: BatchView): Check[] {
  const tests = labTests(view).map((step) => testCheck(step, view))
  return isTested(view) ? tests : [...tests, { mark: 'none', what: view.t.noTest }]
}

function testCheck(step: Step, view: BatchView): Check {
  const { t, lang } = view
  const { result, items, laboratoryName } = detailsOf<'lab_test'>(step)
  const proof = proofOfStep(step, view)
  const day = formatDay(endedOn(step), lang)
  const by = [testedLot(step, view), proof.by ?? laboratoryName]
  if (result === 'fail') return { mark: 'bad', what: t.testFailed({ day }), proof, by }
  return { mark: markOf(proof), what: t.testPassed({ day, count: items.length }), proof, by }
}

/** Says so when it was not this batch itself that was tested. */
export function testedLot(step: Step, { batch, t }: BatchView): string | undefined {
  const [item] = step.items
  const isOwn = step.items.some(({ batchId }) => batchId === batch.id)
  return isOwn || !item ? undefined : `${item.productName}, ${t.ofLot({ lot: item.lot })}. `
}

/** The name of a certificate with its stars. */
export function certificateName({ data }: PageCertificate, { t, lang }: View): string {
  const name = certificateTypeNames[data.type][lang]
  return data.stars ? t.stars({ name, stars: data.stars }) : name
}

/** In words whether it holds today. */
export function certificateState(certificate: PageCertificate, view: View): string {
  const { t, lang, page } = view
  const { data, state } = certificate
  const name = certificateName(certificate, view)
  const day = (value: string | undefined) => formatDay(value ?? page.today, lang)
  if (state === 'expired') return t.certificateExpired({ name, day: day(data.expiresOn) })
  if (state === 'revoked') return t.certificateRevoked({ name, day: day(data.revokedOn) })
  if (state === 'not_yet') return t.certificateNotYet({ name, day: day(data.issuedOn) })
  return t.certificateValid({ name, day: data.expiresOn && day(data.expiresOn) })
}

function certificateChecks(view: BatchView): Check[] {
  const { certificates } = view.batch
  if (certificates.length === 0) return [{ mark: 'none', what: view.t.noCertificate }]
  const validFirst = [...certificates].sort(
    (a, b) => Number(b.state === 'valid') - Number(a.state === 'valid'),
  )
  return validFirst.map((certificate) => {
    const what = certificateState(certificate, view)
    if (certificate.state !== 'valid') return { mark: 'none', what }
    const proof = proofOfCertificate(certificate)
    return { mark: markOf(proof), what, proof, by: proof.by }
  })
}

function sprayingCheck(view: BatchView): Check {
  const { t, lang } = view
  const spraying = sprayingOf(view)
  if (spraying.kind === 'unknown') return { mark: 'none', what: t.sprayingUnknown }
  if (spraying.kind === 'none') return { mark: 'said', what: t.notSprayed, proof: { level: 'declared' } }
  const { days, needed, proof } = spraying
  const words = { count: count(days, lang) }
  if (needed === undefined) return { mark: 'none', what: t.intervalUnknown(words), proof }
  const what = days < needed ? t.intervalBroken({ ...words, needed }) : t.intervalKept({ ...words, needed })
  return { mark: days < needed ? 'bad' : markOf(proof), what, proof }
}
