import { createPublicKey, verify } from 'node:crypto'
import { type Checkpoint, parseCheckpoint, parseNote, type VerifierKey } from '@nguon/transparency'

/** SubjectPublicKeyInfo of an Ed25519 key, before its 32 bytes (RFC 8410). */
const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * Reads the notes of one log's checkpoints, of which there is one a second: the platform's own Ed25519 is twenty times as fast as
 * openCheckpoint, which is for notes that came from elsewhere.
 *
 * @returns what opens a note; `undefined` when the key did not sign it
 */
export function openerOf(key: VerifierKey): (note: string) => Checkpoint | undefined {
  const publicKey = createPublicKey({
    ...{ key: Buffer.concat([keyPrefix, key.publicKey]), format: 'der', type: 'spki' },
  })
  return (note) => {
    const { text, signatures } = parseNote(note)
    const line = signatures.find(({ name, id }) => name === key.name && id === key.id)
    if (!line || !verify(null, Buffer.from(text), publicKey, line.bytes)) return undefined
    const checkpoint = parseCheckpoint(text)
    return checkpoint.origin === key.name ? checkpoint : undefined
  }
}
