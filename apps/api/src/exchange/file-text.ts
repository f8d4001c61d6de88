import { Decimal, type Instant, offsetMs, UtcOffset } from '@nguon/domain'
import * as z from 'zod'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a reference is an id of ours, which is used as it is. */
export const isId = (reference: string): boolean => uuid.test(reference)

const idText = '[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}'

/** What a row is called in the file: a name of its own, or one of our ids. */
export const FileId = z
  .string()
  .regex(new RegExp(`^${idText}$`, 'u'), 'letters, digits, . _ - (at most 64)')
  .refine((text) => isId(text) || !isId(text.toLowerCase()), 'a UUID in lower case')

/** How a row names another: its id, or `organization/id` where the id alone is not enough. */
export const FileRef = z
  .string()
  .regex(new RegExp(`^${idText}(/${idText})?$`, 'u'), 'the id of a row, or organization/id')

const isExact = (text: string): boolean =>
  !/\.\d{4,}/.test(text) && UtcOffset.safeParse(offsetOf(text as FileTime)).success

/** An instant with the zone offset of its place: `2026-05-16T05:30:00+07:00`, milliseconds where there are any. */
export const FileTime = z.iso
  .datetime({ offset: true, abort: true, error: 'a time with its zone like 2026-05-16T05:30:00+07:00' })
  .refine(isExact, 'at most milliseconds, and an offset that exists')
export type FileTime = z.infer<typeof FileTime>

/** A decimal as a JSON number or, where a number would not be exact, as text; read as its shortest text. */
export const FileAmount = z.union([z.number(), z.string()]).transform(String).pipe(Decimal)

/** A decimal text as a JSON number where that is exact, else as it is. */
export const amountToFile = (text: string): number | string =>
  String(Number(text)) === text ? Number(text) : text

export const instantOf = (time: FileTime): Instant => new Date(time).toISOString()

export const offsetOf = (time: FileTime): UtcOffset => (time.endsWith('Z') ? '+00:00' : time.slice(-6))

/** An instant as the clock at `offset` showed it. */
export function timeToFile(instant: Instant, offset: UtcOffset = '+07:00'): FileTime {
  const text = new Date(Date.parse(instant) + offsetMs(offset)).toISOString().slice(0, -1)
  return `${text.replace(/\.000$/, '')}${offset}`
}

/** The object without keys that are undefined. */
export function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const rest: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value)) if (each !== undefined) rest[key] = each
  return rest as never
}
