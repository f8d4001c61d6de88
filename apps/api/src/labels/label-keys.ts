import { join } from 'node:path'
import { loadKey } from '../accounts/seal-secret.ts'

/** The keys behind what is printed on labels: whoever has only the database can make neither serials nor PINs. */
export interface LabelKeys {
  /** Makes and checks serials. Another key: no label printed so far is known any more. */
  readonly serial: Buffer
  /** Makes and checks the PINs below scratch-off fields. */
  readonly pin: Buffer
}

/** The keys kept in `<dataDir>/keys/` (32 bytes each, mode 0600), made on first use. @throws {StartError} when one is damaged */
export function loadLabelKeys(dataDir: string): LabelKeys {
  const folder = join(dataDir, 'keys')
  return { serial: loadKey(folder, 'label-serial.key'), pin: loadKey(folder, 'label-pin.key') }
}
