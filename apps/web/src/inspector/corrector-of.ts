import type { Step } from '@nguon/contract'

/** Who corrected a step: the person where the name is public, else the organization. */
export function correctorOf({ correctedBy }: Step, steps: readonly Step[]): string | undefined {
  const correction = correctedBy && steps.find(({ eventId }) => eventId === correctedBy.eventId)
  return correction?.actorName ?? correction?.organizationName
}
