import { DomainError } from '@nguon/domain'
import express, { type RequestHandler } from 'express'

/** Deeper than any record of ours: what nests further was not made by a person. */
const deepest = 32

/** Reads a body of JSON in UTF-8: at most 256 KiB, not compressed, at most 32 levels deep. */
export function jsonBody(): RequestHandler {
  return express.json({
    limit: '256kb',
    strict: true,
    inflate: false,
    verify: (_req, _res, bytes, encoding) => {
      // in UTF-7 or UTF-16 the brackets that are counted could be hidden
      if (encoding !== 'utf-8') throw new DomainError('INVALID_REQUEST', 'the body is JSON in UTF-8')
      assertDepth(bytes)
    },
  })
}

/** Counts brackets before anything is parsed; those inside texts do not count. */
function assertDepth(bytes: Uint8Array): void {
  const [quote, backslash] = [0x22, 0x5c]
  let depth = 0
  let isText = false
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]
    if (isText) {
      if (byte === backslash) index++
      else if (byte === quote) isText = false
    } else if (byte === quote) isText = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest) throw new DomainError('INVALID_REQUEST', `nested deeper than ${deepest} levels`)
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
}
