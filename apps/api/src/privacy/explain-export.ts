import {
  auditActionNames,
  eventNames,
  exportKeys,
  exportTitle,
  privateFieldLabels,
  type Text,
} from '@nguon/locale'

const words: Readonly<Record<string, Text>> = {
  ...auditActionNames,
  ...eventNames,
  ...privateFieldLabels,
  ...exportKeys,
}
/** The keys whose values are words of ours too. */
const told: ReadonlySet<string> = new Set(['type', 'action'])

/** What an export says of itself, and every word of ours in it in Vietnamese and English. */
export function explainExport(data: unknown): { title: Text; legend: Record<string, Text> } {
  const used = new Set<string>()
  collect(data, used)
  const legend = [...used].sort().flatMap((key) => (words[key] ? [[key, words[key]] as const] : []))
  return { title: exportTitle, legend: Object.fromEntries(legend) }
}

function collect(value: unknown, used: Set<string>): void {
  if (typeof value !== 'object' || value === null || value instanceof Date) return
  if (Array.isArray(value)) {
    for (const each of value) collect(each, used)
    return
  }
  for (const [key, each] of Object.entries(value)) {
    used.add(key)
    if (told.has(key) && typeof each === 'string') used.add(each)
    collect(each, used)
  }
}
