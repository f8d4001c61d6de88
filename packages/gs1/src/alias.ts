/** The day a GS1 number was assigned to what had an own identifier: both name the same, and old labels stay as they are. */
export interface Alias {
  /** The own identifier, as printed. */
  readonly ownId: string
  /** The Digital Link of the GTIN and lot in constrained form. */
  readonly gs1Id: string
  /** Instant from which new events use the number (ISO 8601, UTC). */
  readonly validFrom: string
}

/** All names of what `id` names, `id` among them, sorted: what a query or the walk along a chain has to look for. */
export function aliasesOf(id: string, aliases: readonly Alias[]): string[] {
  const names = new Set([id])
  for (const name of names)
    for (const { ownId, gs1Id } of aliases) {
      if (ownId === name) names.add(gs1Id)
      if (gs1Id === name) names.add(ownId)
    }
  return [...names].sort()
}

/** The name that an event of this instant uses: the GS1 number once it is valid, the latest where several were, else `id`. */
export function nameAt(id: string, aliases: readonly Alias[], instant: string): string {
  const valid = aliases
    .filter(({ ownId, validFrom }) => ownId === id && Date.parse(validFrom) <= Date.parse(instant))
    .toSorted((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom))
  return valid[0]?.gs1Id ?? id
}
