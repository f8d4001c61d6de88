import type { Step } from '@nguon/contract'
import { type Html, html } from './html.ts'
import type { PageCertificate } from './model.ts'
import { detailsOf, type View } from './view.ts'

/** How far a statement can be believed: somebody says so, shows something for it, or another party vouches for it. */
type ProofLevel = 'declared' | 'evidenced' | 'verified'

export interface Proof {
  readonly level: ProofLevel
  /** Who vouches for it. */
  readonly by?: string
}

/** An inspection is an authority's own record, a test only when the laboratory itself recorded it. */
export function proofOfStep(step: Step): Proof {
  const byLaboratory =
    step.type === 'lab_test' && detailsOf<'lab_test'>(step).laboratoryId === step.organizationId
  if (byLaboratory || step.type === 'inspection') return { level: 'verified', by: step.organizationName }
  const report = step.type === 'lab_test' && detailsOf<'lab_test'>(step).report
  return { level: report || step.evidence.length > 0 ? 'evidenced' : 'declared' }
}

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
