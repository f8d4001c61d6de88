import type { ReactNode } from 'react'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

/** Names and values; what has no value is left out. */
export function Facts({ facts }: { facts: readonly (Fact | undefined | false)[] }) {
  const known = facts.filter((fact): fact is Fact => Boolean(fact))
  return (
    <dl className="facts">
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
