/** A form as it was left: what was typed, what it made up, and which of its events are recorded already. */
export interface Draft<V> {
  readonly values: V
  readonly kept: Readonly<Record<string, string>>
  readonly recorded: readonly string[]
}

const keyOf = (name: string): string => `nguon.draft.${name}`

/** The draft of that name in this tab, if one was left that can still be read. */
export function readDraft<V>(name: string): Draft<V> | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(name))
    return text === null ? undefined : (JSON.parse(text) as Draft<V>)
  } catch {
    return undefined
  }
}

/** Keeps a draft for this tab. A full or forbidden store is no reason to stop anyone from writing. */
export function keepDraft<V>(name: string, draft: Draft<V>): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(draft))
  } catch {
    dropDraft(name)
  }
}

export const dropDraft = (name: string): void => sessionStorage.removeItem(keyOf(name))
