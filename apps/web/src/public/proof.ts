import type { Step } from '@nguon/contract'
import { type Html, html } from './html.ts'
import type { PageCertificate } from './model.ts'
import { type BatchView, detailsOf, type View } from './view.ts'

/** How far a statement can be believed: somebody says so, shows something for it, or another party vouches for it. */
type ProofLevel = 'declared' | 'evidenced' | 'verified'

export interface Proof {
  readonly level: ProofLevel
  /** Who vouches for it. */
  readonly by?: string
}

/** Verified is what another party recorded whose trade it is: a laboratory its test, an inspectorate its inspection. */
export function proofOfStep(step: Step, view: BatchView): Proof {
  const { type, organizationKind, organizationName } = step
  const byLaboratory = type === 'lab_test' && organizationKind === 'laboratory' && isItsOwn(step)
  const byInspectorate = type === 'inspection' && organizationKind === 'inspectorate'
  if ((byLaboratory || byInspectorate) && !isProducer(step.organizationId, view))
    return { level: 'verified', by: organizationName }
  const report = step.type === 'lab_test' && detailsOf<'lab_test'>(step).report
  return { level: report || step.evidence.length > 0 ? 'evidenced' : 'declared' }
}

/** Whether the test is not said to be another laboratory's. */
function isItsOwn(step: Step): boolean {
  const { laboratoryId = step.organizationId } = detailsOf<'lab_test'>(step)
  return laboratoryId === step.organizationId
}

/** Whether anything of the chain came from this organization: nobody vouches for his own goods. */
const isProducer = (organizationId: string, { batch }: BatchView): boolean =>
  batch.steps.some(
    (step) => step.organizationId === organizationId && step.items.some(({ role }) => role === 'out'),
  )

export function proofOfCertificate({ data, verifiedBy }: PageCertificate): Proof {
  if (verifiedBy) return { level: 'verified', by: verifiedBy }
  return { level: data.document ? 'evidenced' : 'declared' }
}

/** The weakest of them: a chain of statements is believed as far as its weakest. */
export function weakest(proofs: readonly Proof[]): Proof {
  const levels: readonly ProofLevel[] = ['declared', 'evidenced', 'verified']
  const level = levels.find((one) => proofs.some((proof) => proof.level === one))
  return { level: level ?? 'declared' }
}

export const proofChip = ({ level }: Proof, { t }: View): Html =>
  html`<span class="chip ${level}">${t[level]}</span>`
