import { createHash } from 'node:crypto'
import { openCheckpoint, type Seen, type VerifierKey } from '@nguon/transparency'
import { unverified } from './failure.ts'
import { openFolder } from './folder.ts'

/** What a witness remembers: of each log the last checkpoint that it cosigned, in `<SHA-256 of the origin>/checkpoint`. */
export interface WitnessState {
  /** The note; `undefined` when there is none. */
  readNote(originHash: string): Buffer | undefined
  /** @throws {Failure} 1 when the file is not what the log signed: then nothing may be cosigned */
  findSeen(origin: string): Promise<Seen | undefined>
  /** Keeps it for good before it returns. */
  keep(origin: string, note: string): void
}

/** The name under which a log is kept. */
const hashOfOrigin = (origin: string): string => createHash('sha256').update(origin).digest('hex')

export function openWitnessState(path: string, logKeys: readonly VerifierKey[]): WitnessState {
  const folder = openFolder(path)
  const fileOf = (originHash: string) => `${originHash}/checkpoint`
  return {
    readNote: (originHash) => folder.read(fileOf(originHash)),
    async findSeen(origin) {
      const note = folder.read(fileOf(hashOfOrigin(origin)))
      if (!note) return undefined
      return openCheckpoint(
        note,
        logKeys.filter(({ name }) => name === origin),
      ).catch((error: Error) => {
        throw unverified(`What this witness remembers of ${origin} is damaged: ${error.message}.`)
      })
    },
    keep(origin, note) {
      folder.write(fileOf(hashOfOrigin(origin)), note)
      folder.sync()
    },
  }
}
