import { DomainError } from '@nguon/domain'
import type { Request } from 'express'

/** What somebody filled in: texts by field, and the picture that was chosen, as it came. */
export interface FilledForm {
  readonly values: Readonly<Record<string, string>>
  readonly photo?: Buffer
}

/** A form that brings a picture may be larger than a picture may be, so that what was written comes back with the refusal. */
const mostBytes = { picture: 10 * 1024 * 1024, words: 32 * 1024 }

/**
 * Reads the form of a report, with a picture (multipart/form-data) or without (application/x-www-form-urlencoded).
 *
 * @throws {DomainError} `FILE_TOO_LARGE` above 10 MB (32 KB without a picture), `INVALID_REQUEST` for what is no form
 */
export async function readReportForm(req: Request): Promise<FilledForm> {
  const type = req.get('Content-Type') ?? ''
  const body = await collect(req, req.is('multipart/form-data') ? mostBytes.picture : mostBytes.words)
  const form = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new DomainError('INVALID_REQUEST', 'the form cannot be read')
  })
  const entries = [...form].slice(0, 20)
  const values = Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  const photo = form.get('photo')
  if (photo === null || typeof photo === 'string' || photo.size === 0) return { values }
  return { values, photo: Buffer.from(await photo.arrayBuffer()) }
}

async function collect(req: Request, most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  assertSize(Number(req.get('Content-Length') ?? 0), most)
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    assertSize(size, most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function assertSize(bytes: number, most: number): void {
  if (bytes > most) throw new DomainError('FILE_TOO_LARGE', `a report is at most ${most} bytes`)
}
