import { pathText } from './mistakes.ts'

const fields: Readonly<Record<string, string>> = {
  occurredAt: 'occurred_at',
  endedAt: 'ended_at',
  capturedAt: 'captured_at',
  placeId: 'location',
  actorId: 'actor',
  details: 'details',
  evidence: 'evidence',
  reasons: 'reasons',
  corrects: 'corrects',
}

/** Where in the file a path inside an event is; the row itself where the file has no such field. */
export function pathInFile(rowPath: string, path: readonly PropertyKey[]): string {
  const [field, ...rest] = path
  const name = fields[String(field)]
  return name === undefined ? rowPath : `${rowPath}.${pathText([name, ...rest])}`
}
